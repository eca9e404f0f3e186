/** Markup that is safe to show: what was filled into it has been escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Filling = string | number | false | undefined | Html | readonly Html[]

/** Writes markup; every filling is escaped unless it is markup itself. False and undefined show nothing. */
export function html(parts: TemplateStringsArray, ...fillings: Filling[]): Html {
  return new Html(parts.reduce((markup, part, index) => markup + shown(fillings[index - 1]) + part))
}

function shown(filling: Filling): string {
  if (filling === undefined || filling === false) return ''
  if (filling instanceof Html) return filling.markup
  if (typeof filling === 'object') return filling.map(shown).join('')
  return Bun.escapeHTML(filling)
}
