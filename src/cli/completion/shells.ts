import type { Completion } from './complete.ts'

/** The shells with completion. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** One of these shells. */
export type Shell = (typeof shells)[number]

/** The answer that makes the shell complete file names itself. */
const FILES = ':files'

/**
 * The answer to a shell, with one candidate a line: the value and, if the shell shows it, a tab and the description.
 */
export function answerTo(shell: Shell, { line, candidates, from }: Completion): string[] {
  if (candidates === 'files') return shell === 'bash' ? [] : [FILES]
  if (shell === 'bash') {
    // Readline replaces only the text after the last open quote, colon or equals sign.
    if (line.isClosed) return []
    const start = line.openQuote ?? Math.max(...[':', '='].map((mark) => line.current.lastIndexOf(mark) + 1))
    const isWhole = candidates.length === 1 && !candidates[0]!.value.endsWith('=')
    const space = isWhole && line.openQuote === undefined ? ' ' : ''
    return candidates.map(({ value }) => `${(line.current.slice(0, from) + value).slice(start)}${space}`)
  }
  // The script for zsh splits quoted lists into words, such as scopes; the other shells replace the whole list.
  const before = shell === 'zsh' ? '' : line.current.slice(0, from)
  return candidates.map(({ value, description }) =>
    description ? `${before}${value}\t${description}` : `${before}${value}`,
  )
}

/** The script of each shell. It calls this program at each press of Tab, so that it is never out of date. */
export const scripts: Record<Shell, string> = {
  bash: `# bash completion for twitch; in ~/.bashrc: source <(twitch completion bash)
_twitch() {
  local IFS=$'\\n'
  COMPREPLY=($("\${COMP_WORDS[0]}" __complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
}
complete -o default -o nospace -F _twitch twitch`,

  zsh: `#compdef twitch
# zsh completion for twitch; in ~/.zshrc, after compinit: source <(twitch completion zsh)
_twitch() {
  local -a values shown
  local line="\${(j: :)words[1,CURRENT]}" value description
  [[ $words[CURRENT] == --*=* ]] && compset -P '*='
  while IFS=$'\\t' read -r value description; do
    [[ $value == :files ]] && { _files; return }
    values+=("$value")
    shown+=("\${value}\${description:+  -- $description}")
  done < <("\${words[1]}" __complete zsh "$line" 2>/dev/null)
  # A list in one quoted word: what is completed is its last part.
  [[ $words[CURRENT] == *[\\"\\']* ]] && compset -q
  (( $#values )) && compadd -l -d shown -a values
}
if [[ $funcstack[1] == _twitch ]]; then _twitch "$@"; else compdef _twitch twitch; fi`,

  fish: `# fish completion for twitch; in ~/.config/fish/config.fish: twitch completion fish | source
function __twitch_complete
    set -l answers (command twitch __complete fish (commandline -cp | string collect) 2>/dev/null)
    if test "$answers" = :files
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $answers
    end
end
complete -c twitch -f -a '(__twitch_complete)'`,

  powershell: `# PowerShell completion for twitch; in $PROFILE:
# twitch completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName twitch -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $line.PadRight($length).Substring(0, $length)
    $env:TWITCH_COMPLETE_LINE = $line
    try { $answers = & twitch __complete powershell } finally { Remove-Item Env:TWITCH_COMPLETE_LINE }
    foreach ($answer in $answers) {
        if ($answer -eq ':files') { return }
        $value, $description = $answer -split "\`t", 2
        if (-not $description) { $description = $value }
        $text = if ($value -match '\\s') { "'$value'" } else { $value }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $description)
    }
}`,
}
