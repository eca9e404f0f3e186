import { useEffect, useState } from 'preact/hooks'
import { allExpanded, collapseAllNested, JsonView } from 'react-json-view-lite'
import { Button } from './basics.tsx'

const SHOWN_MS = 1500

/** A button that copies a text. */
export function Copy({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setCopied(false), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Button
      kind="quiet"
      icon={isCopied ? 'check' : 'copy'}
      label={isCopied ? 'Copied' : `Copy ${label}`}
      onClick={copy}
    />
  )
}

/** A short text with a button to copy it, such as an ID or a URL. */
export function Value({ text, label }: { text: string; label: string }) {
  return (
    <span class="value">
      <code>{text}</code>
      <Copy text={text} label={label} />
    </span>
  )
}

/** Lines of code with a button to copy them. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    <div class="code">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <Copy text={text} label={label} />
    </div>
  )
}

/** A value of JSON as a tree. */
export function Json({ value, label }: { value: unknown; label: string }) {
  if (typeof value !== 'object' || value === null) return <Code text={JSON.stringify(value)} label={label} />
  const text = JSON.stringify(value, null, 2)
  return (
    <div class="code json">
      <JsonView
        data={value}
        style={classes}
        shouldExpandNode={text.length < WHOLE_CHARACTERS ? allExpanded : collapseAllNested}
        aria-label={label}
      />
      <Copy text={text} label={label} />
    </div>
  )
}

/** The longest JSON that is shown unfolded. */
const WHOLE_CHARACTERS = 4000

const classes = {
  container: 'json-tree',
  basicChildStyle: 'json-child',
  childFieldsContainer: 'json-fields',
  label: 'json-label',
  clickableLabel: 'json-label json-clickable',
  nullValue: 'json-null',
  undefinedValue: 'json-null',
  stringValue: 'json-string',
  booleanValue: 'json-boolean',
  numberValue: 'json-number',
  otherValue: 'json-null',
  punctuation: 'json-punctuation',
  expandIcon: 'json-expand',
  collapseIcon: 'json-collapse',
  collapsedContent: 'json-collapsed',
  noQuotesForStringValues: false,
  quotesForFieldNames: false,
  ariaLables: { collapseJson: 'fold', expandJson: 'unfold' },
}
