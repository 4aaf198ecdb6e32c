/** The JSON object in a text that may say more around it: a code fence, a sentence before; undefined without one. */
export const readJsonIn = (text: string): unknown => {
  const from = text.indexOf('{');
  if (from < 0) return undefined;
  const whole = parse(text.slice(from, text.lastIndexOf('}') + 1));
  return whole ?? parse(closed(text.slice(from)));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/,(?=\s*[}\]])/g, ''));
  } catch {
    return undefined;
  }
};

/** A text that was cut, up to its last whole member and with the brackets closed that are open there. */
const closed = (text: string): string => {
  const open: string[] = [];
  let whole = '';
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (inText) {
      if (sign === '\\') at++;
      else if (sign === '"') inText = false;
    } else if (sign === '"') inText = true;
    else if (sign === '{') open.push('}');
    else if (sign === '[') open.push(']');
    else if (sign === '}' || sign === ']') {
      open.pop();
      whole = text.slice(0, at + 1) + open.toReversed().join('');
    }
  }
  return whole;
};
