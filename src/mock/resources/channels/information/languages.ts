/** The languages that a broadcaster can choose. Source: https://help.twitch.tv/s/article/languages-on-twitch */
const languages = new Set(
  'ar asl bg ca cs da de el en es fi fr hi hu id it ja ko ms nl no pl pt ro ru sk sv th tl tr uk vi zh zh-hk other'.split(
    ' ',
  ),
)

/** Whether a code is that of a language that a channel can be in. */
export const isSupportedLanguage = (code: string) => languages.has(code)
