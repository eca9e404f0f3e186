/** Whether a path matches a pattern, in which * stands for any text. */
export function isPath(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return pattern === path
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(path)
}
