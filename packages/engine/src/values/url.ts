/** Addresses: links as they stand in attributes, and as search results show them to people. */

const scheme = /^(?:https?|ftp):\/\/[^\s]+$/i;
/** A shown address: host, then a path or crumbs; an ellipsis stands where it was cut. */
const shown =
  /^(?:https?:\/\/)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}([a-z]{2,24})(?::\d{2,5})?(?:\/\S*)?(?:\s?[›»>/]\s?[^›»]{1,80}){0,8}$/i;
const protocolRelative = /^\/\/[\w.-]+\.[a-z]{2,24}\//i;
const path = /^\/[\w.~%@-]+(?:\/[\w.~%@-]*){0,30}(?:\?\S*)?(?:#\S*)?$/;
const imagePath = /\.(?:jpe?g|png|gif|webp|svg|avif|bmp|ico)(?:[?#]\S*)?$/i;
const part = /(?:https?:\/\/|www\.)[\w.-]+\.[a-z]{2,24}/i;

const topLevels = new Set(
  `com org net edu gov mil int info biz io ai app dev co me tv cc us uk de fr es it nl be ch at pl cz ru ua eu se no dk fi ie pt gr tr il
  in cn jp kr tw hk sg my id th vn ph au nz ca mx br ar cl pe za ke ng eg ae sa name museum jobs travel shop store blog news online
  site tech xyz cloud wiki page live world today agency gle ly gg fm am hu ro bg hr si sk lt lv ee rs by kz lu is`.split(
    /\s+/,
  ),
);

/** True for an address, absolute, protocol-relative or shown to people ("acs.org › pubs", "www.acs.org/content…"). */
export const isUrl = (text: string): boolean => {
  if (scheme.test(text) || protocolRelative.test(text)) return true;
  if (!text.includes('.')) return false;
  const match = shown.exec(text);
  if (match === null) return false;
  return /^(?:https?:\/\/|www\.)/i.test(text) || topLevels.has((match[1] ?? '').toLowerCase());
};

/** True for the address of an image, by its ending. */
export const isImage = (text: string): boolean =>
  text.startsWith('data:image/') || (imagePath.test(text) && !/\s/.test(text));

/** 1: an address; 0.7: a path without host; 0.5: an address among other words. */
export const urlFit = (text: string): number => {
  if (isUrl(text)) return 1;
  if (path.test(text)) return 0.7;
  return part.test(text) ? 0.5 : 0;
};

/** 1: the address of an image; 0.6: an address that does not tell. */
export const imageFit = (text: string): number => {
  if (isImage(text)) return 1;
  return scheme.test(text) || protocolRelative.test(text) || path.test(text) ? 0.6 : 0;
};
