// Nearly every text: nothing in it that XML or Excel take for something else.
const isPlain = /^[ !#-%'-;=?-^`-~\u00a0-\ud7ff]*$/;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escapeText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids.
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/_x([0-9a-f]{4})_/gi, '_x005F_x$1_')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);

/** As Office Open XML writes it: no character that XML forbids, and `_x0041_` taken for what it is. */
export const toXmlText = (text: string): string => (isPlain.test(text) ? text : escapeText(text));
