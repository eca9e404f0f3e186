// What Bun needs besides: its own WebSocket opens its connection natively, by a proxy if it is told of one.
'use strict'
require('./node.cjs')

const { WebSocket: Native } = globalThis
globalThis.WebSocket = class WebSocket extends Native {
  constructor(url, options) {
    const isPlain = options === undefined || typeof options === 'string' || Array.isArray(options)
    const given = isPlain ? { protocols: options } : options
    const isLocal = /^wss?:\/\/(?:localhost|127\.|\[::1\])/.test(url)
    super(url, isLocal ? given : { proxy: process.env.HTTPS_PROXY, ...given })
  }
}
