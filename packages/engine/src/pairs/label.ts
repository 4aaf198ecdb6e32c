/** The longest label, in UTF-16 units and in words. */
export const maxLabel = 40;
const maxWords = 6;

const openEnd = /[\s:：]+$/;
const sentence = /[.!?;]\s|[!?;]$|[a-z]{3}\.$|https?:|www\.|[{}<>=@$€£]/;

/** A label's text as it is shown, without the colon after it. */
export const trimLabel = (text: string): string => text.replace(openEnd, '');

/** Can the text name a value: a few words that begin with a letter and are no sentence, price or address? */
export const isLabel = (text: string): boolean => {
  if (text.length === 0 || text.length > maxLabel) return false;
  if (!/^[\p{L}#(*]/u.test(text) || sentence.test(text) || !/\p{L}/u.test(text)) return false;
  return text.split(' ').length <= maxWords;
};

/** Does a name in the markup (a class, an id) say that its text is a label and nothing else? */
export const isLabelName = (name: string): boolean => labelName.test(name);

/** Does a name in the markup say that its text may name what follows it: `spec-name`, `title`? */
export const mayBeLabelName = (name: string): boolean => labelName.test(name) || headName.test(name);

const labelName =
  /(?:^|[\s_-])(?:label|lbl|key|term|dt|th|heading|caption|prop(?:erty)?|attr(?:ibute)?|field)(?:$|[\s_-])|[a-z](?:Label|Key|Heading|Caption)(?:$|[\s_-])|(?:label|heading|caption)(?:$|\s)/;
const headName = /(?:^|[\s_-])(?:name|title|head|header)(?:$|\s)/;
