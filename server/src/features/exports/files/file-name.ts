const longestName = 120;
const fallback = 'rows';
// Names that mean a device on Windows, whatever follows the dot.
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that is a file's on every system, whatever was asked for: no path, nothing unseen that turns its ending round,
 * no device, one ending.
 */
export const safeFileName = (asked: string | undefined, ending: string): string => {
  const stem = (asked ?? fallback)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[\\/:*?"<>|]/g, '_')
    .replace(new RegExp(`\\.${ending}$`, 'i'), '')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const short = [...stem].slice(0, longestName).join('').trimEnd();
  return `${short === '' || device.test(short) ? fallback : short}.${ending}`;
};
