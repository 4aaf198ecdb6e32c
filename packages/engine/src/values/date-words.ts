/** Words that dates are made of, in a dozen languages; lower case, without accents and final points. */

const split = (text: string): string[] => text.trim().split(/\s+/);

export const monthWords: ReadonlySet<string> = new Set(
  split(`january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec
  januar februar marz maerz mai juni juli oktober dezember jan feb mrz okt dez janner
  janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre janv fevr fev avr juil
  enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre ene abr ago dic
  gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug set ott
  janeiro fevereiro marco maio junho julho setembro outubro dezembro
  januari februari maart mei augustus mrt
  marts maj juni juli desember des
  stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
  ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince
  января февраля марта апреля мая июня июля августа сентября октября ноября декабря
  январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь янв фев мар апр авг сен окт ноя дек
  ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik`),
);

export const dayWords: ReadonlySet<string> = new Set(
  split(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
  lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
  lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom
  lunedi martedi mercoledi giovedi venerdi sabato domenica gio
  segunda-feira terca-feira quarta-feira quinta-feira sexta-feira
  maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
  понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс`),
);

/** Words that are a date by themselves. */
export const relativeDayWords: ReadonlySet<string> = new Set(
  split(`yesterday today tomorrow heute gestern morgen vorgestern aujourd'hui hier demain hoy ayer oggi ieri domani
  hoje ontem amanha vandaag gisteren idag igar wczoraj dzisiaj сегодня вчера today's now`),
);

/** Units of time, as in "2 days ago". */
export const timeUnitWords: ReadonlySet<string> = new Set(
  split(`second seconds sec secs s minute minutes min mins m hour hours hr hrs h day days d week weeks wk wks w month months
  mo mos year years yr yrs y sekunde sekunden minuten stunde stunden std tag tage tagen woche wochen monat monate monaten
  jahr jahre jahren seconde secondes heure heures jour jours semaine semaines mois an ans annee annees segundo segundos
  minuto minutos hora horas dia dias semana semanas mes meses ano anos ore ora giorno giorni settimana settimane mese mesi
  anno anni uur dagen dag weken maanden jaar секунд минут минуту минуты час часа часов день дня дней неделю недели недель
  месяц месяца месяцев год года лет`),
);

/** Words that turn a span of time into a date: before it or behind it. */
export const agoWords: ReadonlySet<string> = new Set(
  split('ago vor il hace fa ha atras geleden siden sedan temu назад before earlier past'),
);

/** Words that stand in a date without making it something else. */
export const dateFillers: ReadonlySet<string> = new Set(
  split(`on of at the st nd rd th er am pm a.m p.m um uhr le de del den der dem vom of und et y a an one ein einem einer un une
  una uma i en em op om kl il hace posted updated published last modified edited created added date released uploaded since
  until by gmt utc est edt pst pdt cst cdt mst mdt cet cest bst ist z t as from to bis au al released archived asked answered
  joined started new stand aktualisiert veroffentlicht erschienen publie mis jour le modifie actualizado publicado г года gg
  about over almost nearly circa ca just early late mid this next premiered streamed first on: h min o'clock du`),
);
