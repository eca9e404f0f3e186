/** The "/mock/users?id=1" of http://localhost/mock/users?id=1; every request is asked for it, so that no URL is parsed. */
export const pathAndQueryOf = (url: string) => url.slice(url.indexOf('/', url.indexOf('//') + 2))
