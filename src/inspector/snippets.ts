import { quoted } from './api.ts'

/** The credentials of a program that acts for a user. */
export interface Credentials {
  origin: string
  client_id: string
  token: string
  user_id: string
}

/** Example programs that use a token, by language. */
export const snippets: Readonly<Record<string, (credentials: Credentials) => string>> = {
  curl: ({ origin, client_id, token, user_id }) =>
    `curl ${quoted(`${origin}/mock/users?id=${user_id}`)} \\
  -H 'Client-Id: ${client_id}' \\
  -H 'Authorization: Bearer ${token}'`,
  twurple: ({ origin, client_id, token, user_id }) =>
    `// TWURPLE_MOCK_API_PORT=${new URL(origin).port} node bot.js
import { ApiClient } from '@twurple/api'
import { StaticAuthProvider } from '@twurple/auth'

const authProvider = new StaticAuthProvider('${client_id}', '${token}')
const api = new ApiClient({ authProvider })
console.log((await api.users.getUserById('${user_id}'))?.displayName)`,
  Python: ({ origin, client_id, token, user_id }) =>
    `import requests

headers = {'Client-Id': '${client_id}', 'Authorization': 'Bearer ${token}'}
answer = requests.get('${origin}/mock/users', params={'id': '${user_id}'}, headers=headers)
print(answer.json()['data'][0]['display_name'])`,
}
