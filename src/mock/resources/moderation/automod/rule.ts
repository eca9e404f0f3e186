/** The text that the mock's AutoMod refuses or holds, since the judgement of Twitch's cannot be reproduced. */
export const AUTOMOD_MARK = 'automod-fail'

/** Whether AutoMod holds a text. */
export const failsAutoMod = (text: string) => text.toLowerCase().includes(AUTOMOD_MARK)
