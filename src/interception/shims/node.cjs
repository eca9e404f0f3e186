// Leads what Node connects to Twitch's hosts to the mock. `twitch run` writes table.json beside this file.
'use strict'
const { isIP, Socket } = require('node:net')
const { addresses, passthrough, refusals } = require('./table.json')

const { connect } = Socket.prototype

// Everything that Node opens comes by here: net, tls, http, https, fetch and WebSocket.
Socket.prototype.connect = function connectToMock(...args) {
  // net.connect() hands its arguments on as one list.
  const list = Array.isArray(args[0]) ? args[0] : args
  const asked = typeof list[0] === 'object' ? list[0] : { port: list[0], host: list[1] }
  const host = String(asked?.host ?? '').toLowerCase()
  const port = Number(asked?.port)
  const address = Object.hasOwn(addresses, `${host}:${port}`) ? addresses[`${host}:${port}`] : undefined
  const refusal = address ? undefined : refusalOf(host)
  if (refusal) {
    process.nextTick(() => this.destroy(new Error(refusal)))
    return this
  }
  // tls.connect() says which host is meant only if it is told to; all of them share a port here.
  if (address && !asked.servername) this.setServername?.(host)
  if (address && typeof list[0] === 'object') list[0] = { servername: host, ...asked, ...address }
  else if (address) [list[0], list[1]] = [address.port, address.host]
  return connect.apply(this, args)
}

/** Names without a dot are those of this machine and of containers beside it. */
function refusalOf(host) {
  if (/(?:^|\.)twitch\.tv\.?$/.test(host)) return refusals.twitch.replace('HOST', host)
  if (passthrough || !host.includes('.') || isIP(host) !== 0) return undefined
  return refusals.other.replace('HOST', host)
}
