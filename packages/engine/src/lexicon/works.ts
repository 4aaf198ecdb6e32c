import { defineConcepts } from './define-concepts.ts';

/** Books, papers, films, music, games and software. */
export const workConcepts = defineConcepts(`
isbn | isbn | isbn, isbn number, isbn13, isbn 13, isbn-13, isbn10, isbn 10, isbn-10 | isbn book:isbn gtin13 | isbn
publisher | text | publisher, published by, publishing house, imprint, press, verlag, éditeur, editorial, editore, uitgever, издательство | publisher | publisher imprint
publication | text | publication, publication it appeared in, appeared in, newspaper, magazine, medium, periodical, outlet, publikation | isPartOf publisher | publication
edition | text | edition, book edition, auflage, édition, edición | bookEdition | edition
pages | number | pages, page count, number of pages, how many pages, length in pages, paperback length, hardcover length, seiten, seitenzahl, nombre de pages, páginas, pagine | numberOfPages pagination | pages pagecount
series | text | series, book series, part of series, tv series, reihe, série, serie | isPartOf partOfSeries | series
volume | text | volume, vol, volume number, tome, volumen | volumeNumber citation_volume | volume vol
issue | text | issue, issue number, number of the issue, ausgabe nummer, numéro | issueNumber citation_issue | issue
journal | text | journal, journal name, journal title, published in, zeitschrift, revue, revista, rivista | isPartOf citation_journal_title | journal
publication_info | text | publication info, publication information, publication details, bibliographic details, citation line | | publication citation
doi | sku | doi | doi citation_doi identifier | doi
article_type | text | article type, type of article, paper type, document type | additionalType articleSection | articletype type
citations | number | citations, citation count, cited by, number of citations, times cited, how often cited | citation | cited citations
director | text | director, directed by, film director, directors, regie, regisseur, réalisateur, réalisé par, regista, dirigida por, режиссер | director | director
actors* | text | actors, cast, starring, stars of the movie, actor, actress, featuring cast, besetzung, schauspieler, darsteller, acteurs, reparto, attori, в ролях | actor actors performer | actor actors cast starring
producer | text | producer, produced by, producers, produzent, producteur, productor | producer productionCompany | producer
screenwriter | text | screenwriter, screenplay, written for the screen by, story by, drehbuch, scénario, guionista, sceneggiatura | creator author | writer screenplay
genre* | text | genre, genres, style of music, film genre, movie genre, type of movie, genere, género musical, жанр | genre applicationCategory | genre
mpaa_rating | text | mpaa rating, mpaa, content rating, age rating, film rating, rated, certificate, certification, parental rating, parental guideline, age limit, pegi, esrb, esrb rating, maturity rating, fsk, altersfreigabe, clasificación, classificazione | contentRating isFamilyFriendly typicalAgeRange | mpaa contentrating certificate rated rating
release_date | date | release date, released, release, date of release, in theaters, theatrical release, opening date, released on, when released, premiere, premiere date, original release date, air date, original air date, first aired, broadcast date, startup date, erschienen, veröffentlichungstermin, kinostart, date de sortie, sortie, fecha de estreno, fecha de lanzamiento, data di uscita, дата выхода | datePublished releaseDate dateCreated | release released premiere airdate date
year | date | year, release year, year made, production year, year of publication, jahr, baujahr, année, año, anno, год | copyrightYear datePublished vehicleModelDate productionDate | year
running_time | duration | running time, runtime, run time, duration, playing time, play time, movie length, video length, how long, track length, laufzeit, dauer, spieldauer, länge, durée, duración, durata | duration timeRequired video:duration | duration runtime length time
artist | text | artist, band, singer, musician, performed by, interpreter, music by, composer, künstler, interpret, artiste, artista, исполнитель | byArtist performer composer | artist band performer
album | text | album, record, album name, album title, álbum | inAlbum | album
track | text | track, song, track name, song title, song name, lied, titel des liedes, chanson, canción, canzone | track name | track song
track_count | number | track count, number of tracks, tracks, how many tracks, number of songs | numTracks | tracks
record_label | text | record label, music label, label of the album, plattenfirma | recordLabel | label
studio | text | studio, production company, film studio, distributor, distributed by, produktionsfirma, verleih | productionCompany | studio
developer | text | developer, developed by, game developer, made by studio, entwickler, développeur, desarrollador, sviluppatore | author creator | developer dev
platform* | text | platform, platforms, operating system, os, system, console, available on, plattform, plateforme, plataforma, piattaforma | operatingSystem gamePlatform availableOnDevice | platform os system
season | text | season, season number, staffel, saison, temporada, stagione | partOfSeason seasonNumber | season
episode | text | episode, episode title, episode number, folge, épisode, episodio | episodeNumber name | episode
network | text | network, tv network, broadcaster, tv channel, sender, chaîne, cadena | publication publishedOn | network
channel | text | channel, channel name, youtube channel, uploader, uploaded by, kanal, chaîne vidéo, canal, canale | author creator | channel uploader owner author
game | text | game, game name, game title, which game it's for, spiel, jeu, juego, gioco | name | game
translator | text | translator, translated by, übersetzer, traducteur, traductor | translator | translator
illustrator | text | illustrator, illustrated by, illustrations | illustrator | illustrator
narrator | text | narrator, narrated by, read by, sprecher, narrateur | readBy | narrator
awards* | text | awards, award, prizes, prize, oscars, honors, honours, auszeichnungen, prix reçus, premios | award awards | award awards
`);
