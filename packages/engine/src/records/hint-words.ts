/** Words of a class name, id or property: split at marks and at capitals, lower case, without what is no word. */
export const hintWords = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length > 1 && word.length < 24);
