import { defineConcepts } from './define-concepts.ts';

/** What articles, posts and nearly every record of a list have. */
export const contentConcepts = defineConcepts(`
title | text | title, headline, heading, header, page title, article title, post title, news title, story title, subject, titel, titre, título, titolo, überschrift, titles, заголовок | headline name title og:title twitter:title dc:title dcterms:title | title headline heading subject entry-title
name | text | name, names, namen, full name, called, product name, item name, naam, nom, nombre, nome, bezeichnung, название, имя | name og:title legalName alternateName | name title fn
subtitle | text | subtitle, sub title, tagline, subheading, subhead, deck, standfirst, kicker, secondary title, untertitel, sous-titre, subtítulo | alternativeHeadline alternateName | subtitle subheading tagline deck kicker standfirst
description | text | description, desc, details text, about, blurb, product description, short description, long description, overview, text, beschreibung, descripción, descrizione, beschrijving, описание | description og:description twitter:description about dc:description | description desc blurb about overview text
summary | text | summary, abstract, teaser, excerpt, synopsis, lead, intro, introduction, short summary, dek, zusammenfassung, résumé, resumen, riassunto, anriss | abstract description og:description | summary teaser excerpt abstract lead intro synopsis dek
content | text | content, body, article body, full text, main text, article text, body text, text of the article, the whole text, inhalt, contenu, contenido, contenuto | articleBody text reviewBody | content body article entry-content post
author | text | author, writer, written by, by, posted by, author name, creator, created by, reporter, journalist, columnist, submitted by, contributor, user who posted, who wrote it, autor, autoren, auteur, autore, verfasser, автор | author creator dc:creator article:author byl | author byline writer creator by poster
byline | text | byline, by line, author line, autorenzeile | | byline byl
authors* | text | authors, writers, creators, contributors, all authors, author list, authored by, autores, auteurs, autori | author creator contributor citation_author dc:creator | authors author contributors byline
date | date | date, when, day, date and time, date time, date line, dateline, date shown, datum, fecha, data, дата, 日付, 日期 | datePublished dateCreated startDate date dateModified uploadDate dc:date | date time timestamp datum day when
date_published | date | date published, publication date, published, publish date, pub date, published on, published date, publishing date, date of publication, posted on, date of issue, when published, when was it published, when they were published, issued, release day, first published, uploaded, upload date, date uploaded, uploaded on, veröffentlicht, erscheinungsdatum, veröffentlichungsdatum, date de publication, publié le, fecha de publicación, data di pubblicazione | datePublished article:published_time dateCreated uploadDate citation_publication_date dc:date dcterms:issued | date published pubdate posted time timestamp publication
date_updated | date | date updated, updated, last updated, last update, date modified, modified, last modified, update date, last edited, last edit date, last edit, edited, updated on, when it was updated, when was it updated, when updated, last change, last commit, aktualisiert, mis à jour, actualizado, aggiornato | dateModified article:modified_time og:updated_time | updated modified edited lastmod update
date_posted | date | date posted, posted, posted date, posting date, post date, date added, date listed, listed on, added, added on, listing date, when posted, when it was posted, date submitted, online since, eingestellt am, publié, publicado | datePosted datePublished dateCreated | posted date postdate added time
date_created | date | date created, created, creation date, created on, created at, date archived, date asked, date opened, archived, erstellt | dateCreated | created date
time | duration | time, clock time, time of day, uhrzeit, heure, hora, ora | startTime | time clock
category | text | category, categories, topic area, rubric, rubrik, kategorie, catégorie, rubrique, categoría, categoria | articleSection category genre article:section | category cat section department rubric crumb
section | text | section, section name, news section, sección, part of the site | articleSection article:section | section category
tags* | text | tags, keywords, topics, labels, tag, keyword, hashtags, subjects, topic, schlagworte, schlagwörter, stichwörter, mots-clés, etiquetas, palabras clave, parole chiave | keywords article:tag about | tag tags keyword keywords topic topics label labels
type | text | type, kind, type of item, kind of item, sort, result type, content type, item type, type of place, type of result, type of event, typ, art, tipo, genre de | additionalType @type og:type category | type kind
format | text | format, media format, binding, edition format, bookformat, ausgabe, formato | bookFormat encodingFormat format | format binding
language | text | language, languages, lang, written in, spoken language, programming language, sprache, langue, idioma, lingua, taal, язык | inLanguage programmingLanguage language dc:language og:locale | language lang
image | image | image, picture, photo, thumbnail, image url, photo url, picture url, thumbnail url, cover, cover image, poster, logo, avatar, image link, main image, img, pic, icon, bild, foto, abbildung, immagine, imagen, изображение | image og:image thumbnailUrl twitter:image logo photo thumbnail | image img photo thumb thumbnail picture cover poster logo avatar
images* | image | images, pictures, photos, all images, gallery, image urls, photo urls, bilder, fotos, imágenes, immagini | image photo | images photos gallery
video | url | video, video url, clip, trailer, embedded video | video contentUrl embedUrl og:video | video clip trailer
url | url | url, link, href, web address, address of the page, page url, detail url, product url, link to the page, link url, permalink, hyperlink, canonical url, result url, product link, detail link, profile url, article url, listing url, adresse der seite, lien, enlace, collegamento, ссылка | url og:url mainEntityOfPage sameAs @id | url link permalink href
pdf_link | url | pdf link, pdf, pdf url, full text pdf, download link, text of the pdf link, download url | contentUrl downloadUrl citation_pdf_url encoding | pdf download
source | text | source, source line, source label, publisher site, from, provided by, origin of the article, quelle, fuente, fonte | isPartOf publisher sourceOrganization og:site_name provider | source origin provider via site
site_name | text | site name, website name, name of the site, name of the website | og:site_name publisher | site sitename
caption | text | caption, photo caption, image caption, alt text, bildunterschrift, légende | caption | caption figcaption
quote | text | quote, quotation, saying, zitat, citation, cita, citazione | text | quote blockquote
comments | text | comment text, comment body, comment content, what they said | comment commentText text | comment
question | text | question, question text, frage, pregunta, domanda | name text question | question
answer | text | answer, answer text, accepted answer, best answer, reply, antwort, réponse, respuesta, risposta | acceptedAnswer suggestedAnswer text | answer reply
reading_time | duration | reading time, read time, time to read, minutes to read, lesezeit, temps de lecture | timeRequired | readtime reading-time
copyright | text | copyright, license, licence, rights, lizenz, licencia | license copyrightHolder copyrightNotice | license copyright rights
version | text | version, release version, version number, current version, latest version | softwareVersion version | version
status | text | status, current status, progress state, zustand der bestellung, statut | eventStatus creativeWorkStatus | status state
badge | text | badge, badges, label badge, sticker, ribbon, flag shown, tag shown | | badge ribbon sticker flag
notes | text | note, notes, remark, remarks, remark text, bemerkung, bemerkungen, anmerkungen, remarques, notas | note | note notes remark
id | sku | id, identifier, number id, record id, reference number, reference no, code, kennung, identifiant | identifier @id | id identifier
rank | number | rank, ranking, position in the list, place in the ranking, #, rang, platz, rango, posizione, posición en la lista | position rank | rank ranking position pos
parent_article | text | parent article, part of the article, belongs to, article it belongs to | isPartOf | parent
`);
