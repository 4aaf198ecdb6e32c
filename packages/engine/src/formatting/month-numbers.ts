/** Names of the months in the languages that `date-words` knows, in its spelling; a line a month. */
const monthTable = `january jan januar janner janvier janv enero ene gennaio gen janeiro januari stycznia ledna января январь янв ocak
february feb februar fevrier fevr fev febrero febbraio fevereiro februari lutego unora февраля февраль фев subat
march mar marz maerz mrz mars marzo marco maart mrt marts marca brezna марта март мар mart
april apr avril avr abril abr aprile kwietnia dubna апреля апрель апр nisan
may mai mayo maggio mag maio mei maj maja kvetna мая май mayis
june jun juni juin junio giugno giu junho czerwca cervna июня июнь haziran
july jul juli juillet juil julio luglio lug julho lipca cervence июля июль temmuz
august aug aout agosto ago augustus sierpnia srpna августа август авг agustos
september sep sept septembre septiembre setiembre settembre set setembro wrzesnia zari сентября сентябрь сен eylul
october oct oktober okt octobre octubre ottobre ott outubro pazdziernika rijna октября октябрь окт ekim
november nov novembre noviembre novembro listopada listopadu ноября ноябрь ноя kasim
december dec dezember dez decembre diciembre dic dicembre dezembro desember des grudnia prosince декабря декабрь дек aralik`;

const months = new Map<string, number>(
  monthTable
    .split('\n')
    .flatMap((line, m) => line.split(/\s+/).map((word): [string, number] => [word, m + 1])),
);

/** 1 to 12 for the name of a month as `bareWord` writes it. */
export const monthNumber = (word: string): number | undefined => months.get(word);
