/** The things that records are about. */

/** A kind of thing: its words (singular) and the fields that are meant when none is named. */
export type EntityKind = {
  readonly name: string;
  readonly words: readonly string[];
  readonly fields: readonly string[];
};

const define = (name: string, words: string, fields: string): EntityKind => ({
  name,
  words: words.split(',').map((word) => word.trim()),
  fields: fields.split(' ').filter((field) => field !== ''),
});

export const entityKinds: readonly EntityKind[] = [
  define(
    'product',
    'product, item, good, article for sale, listing, offer, deal, book for sale, phone, camera, laptop, computer, tablet, device, gadget, watch, shoe, dress, lamp, toy, accessory, smartphone, tv, television, monitor, headphone, book for sale, furniture, chair, table lamp, produkt, produkte, produkten, artikel, angebot, angebote, waren, produit, producto, prodotto, produto',
    'name price rating image url',
  ),
  define(
    'article',
    'article, story, news, news story, news item, news article, post, blog post, headline, entry, encyclopedia entry, blog, report, press release, fact check, beitrag, beiträge, nachricht, nachrichten, artículo, noticia, articolo, clip',
    'title author date summary url',
  ),
  define(
    'job',
    'job, job posting, job offer, vacancy, position opening, opening, job ad, job listing, posting, stelle, stellen, stellenanzeige, stellenanzeigen, jobs, emploi, empleo, lavoro',
    'title company location salary date_posted url',
  ),
  define(
    'recipe',
    'recipe, dish, recipe card, rezept, rezepte, recette, receta, ricetta',
    'title ingredients instructions total_time yields',
  ),
  define(
    'movie',
    'movie, film, show, tv show, series, película, pelicula',
    'title director genre release_date rating',
  ),
  define(
    'book',
    'book, novel, ebook, e-book, audiobook, title for sale, buch, bücher, livre, libro',
    'title author isbn publisher publication_date price',
  ),
  define(
    'restaurant',
    'restaurant, hotel, place, bar, cafe, café, shop, store, attraction, venue, business, location, apartment rental',
    'name address phone rating url',
  ),
  define(
    'person',
    'person, people, profile, member, employee, player, nba player, athlete, author, speaker, actor, user, artist, candidate, politician, doctor, agent, contact, spieler, personne, persona',
    'name job_title location image url',
  ),
  define('university', 'university, college, school, institution', 'name phone website type'),
  define(
    'event',
    'event, concert, match, fixture, meetup, conference, show date, game day, veranstaltung, veranstaltungen, événement, evento',
    'name date time location url',
  ),
  define(
    'company',
    'company, organization, organisation, firm, startup, unternehmen, entreprise, empresa',
    'name address phone website description',
  ),
  define(
    'car',
    'car, vehicle, auto, truck, motorcycle, used car, fahrzeug, voiture, coche',
    'model price year mileage engine',
  ),
  define(
    'property',
    'property, house, apartment, home, flat, real estate listing, photo card, condo, immobilie, immobilien, wohnung, wohnungen, haus, häuser, appartement, maison, piso, casa',
    'address price bedrooms bathrooms size url',
  ),
  define(
    'review',
    'review, testimonial, customer review, bewertung, avis, reseña',
    'title rating author date content',
  ),
  define(
    'comment',
    'comment, reply, forum post, message, kommentar, commentaire, comentario',
    'author date content',
  ),
  define(
    'question',
    'question, questions and answer, question and answer, thread, discussion, topic, frage, pregunta',
    'title author date votes answer_count url',
  ),
  define(
    'video',
    'video, talk, lecture, episode, podcast, playlist, channel',
    'title channel views date duration url',
  ),
  define('song', 'song, track, album, lied, chanson, canción', 'title artist album duration'),
  define(
    'paper',
    'paper, publication, study, journal article, journal, research paper, preprint',
    'title authors journal date url',
  ),
  define('repository', 'repository, repo, package, library, project', 'name description language stars url'),
  define(
    'game',
    'game, video game, mod, add-on, app, application, software, extension, plugin, spiel, jeu, juego',
    'title price rating url',
  ),
  define(
    'course',
    'course, class, program, programme, kurs, cours, curso',
    'title school start_date price url',
  ),
  define('quote', 'quote, quotation, zitat, citation, cita', 'quote author tags'),
  define(
    'country',
    'country, city, state, town, nation, region, land, stadt, pays, ville, país, ciudad',
    'name population area',
  ),
  define('link', 'link, url, sitelink', 'title url'),
  define('image', 'image, picture, photo, wallpaper', 'image title'),
  define(
    'result',
    'result, search result, hit, match found, search hit, page found, web page, page, ergebnis, ergebnisse, suchergebnisse, treffer, résultat, resultado, risultato, ad',
    'title url snippet',
  ),
  define(
    'record',
    'record, row, table, line, card, listing row, box, tile, block, element, object, data, information, list, datensatz, zeile',
    '',
  ),
];

const kindsByWord = new Map(
  entityKinds.flatMap((kind) => kind.words.map((word): [string, EntityKind] => [word, kind])),
);

/** The kind of thing that a noun (singular, or several words) names; null when it names none that is known. */
export const findEntityKind = (noun: string): EntityKind | null => kindsByWord.get(noun) ?? null;
