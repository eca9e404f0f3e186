/** What a text must contain for AutoMod to refuse or hold it: real AutoMod's judgement cannot be known here. */
export const AUTOMOD_MARK = 'automod-fail'

/** Whether AutoMod holds a text. */
export const failsAutoMod = (text: string) => text.toLowerCase().includes(AUTOMOD_MARK)
