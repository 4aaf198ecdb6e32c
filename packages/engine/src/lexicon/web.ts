import { defineConcepts } from './define-concepts.ts';

/** Search results, counts of what people did, and files. */
export const webConcepts = defineConcepts(`
snippet | text | snippet, text snippet, result snippet, search snippet, snippet text, text excerpt, extract, preview text, result text, result description, text under the title, auszug, extrait, extracto | description text | snippet excerpt summary abstract desc st
displayed_url | url | displayed url, url shown, visible url, url as shown, url as displayed, shown url, display url, the address shown, visible link, visible address, cite, url (as shown), green url, angezeigte url, url affichée | | cite url displayurl visurl shown link
file_type | text | file type, filetype, type of file, document format, file format, file extension, format label, dateityp, type de fichier, tipo de archivo | encodingFormat fileFormat | filetype format ext type
file_size | text | file size, filesize, size of the file, download size, dateigröße, taille du fichier, tamaño del archivo | contentSize fileSize | filesize size
rating | rating | rating, stars, star rating, score rating, average rating, user rating, customer rating, review rating, review score, user score, rating value, how many stars it has, customer reviews score, grade, bewertung, note moyenne, évaluation, calificación, valoración, valutazione, voto medio, waardering, рейтинг | ratingValue aggregateRating starRating reviewRating | rating stars score star average
review_count | number | review count, reviews, number of reviews, how many reviews, reviews count, total reviews, customer reviews, user reviews, bewertungen, anzahl bewertungen, rezensionen, nombre d'avis, avis, opiniones, reseñas, recensioni, отзывы | reviewCount ratingCount | reviews reviewcount review count
rating_count | number | rating count, ratings, number of ratings, how many ratings, ratings count, total ratings, times rated | ratingCount reviewCount | ratings ratingcount count
review_text | text | review text, review body, review content, text of the review, opinion, reviewer comment, what the reviewer said | reviewBody description | review reviewtext reviewbody
reviewer | text | reviewer, reviewer name, review author, reviewed by, rezensent | author | reviewer author
votes | number | votes, vote count, number of votes, upvotes, up votes, how many votes, recommends, number of recommends, recommendations, points given, endorsements, number of endorsements, stimmen, voix, votos, voti | upvoteCount ratingCount | vote votes upvote score recommend endorsements
likes | number | likes, like count, number of likes, how many likes, thumbs up, hearts, claps, gefällt mir, j'aime, me gusta | interactionCount interactionStatistic userInteractionCount | like likes heart
shares | number | shares, share count, number of shares, how many shares, retweets, reposts | interactionStatistic | share shares
views | number | views, view count, number of views, how many views, times viewed, page views, hits, viewers, watch count, times watched, how often it was viewed, how many times viewed, aufrufe, vues, visualizaciones, visualizzazioni, просмотры | interactionCount userInteractionCount interactionStatistic | views viewcount hits viewers
plays | number | plays, play count, number of plays, times played, video plays, how often it was played, how often the video was played, how many times played, listens, streams | interactionCount userInteractionCount | plays playcount
times_opened | number | times opened, how many times it was opened, how often it was opened, open count, number of times opened | | opened hits
comment_count | number | comment count, comments, number of comments, how many comments, total comments, replies, reply count, number of replies, how many replies, responses, kommentare, commentaires, comentarios, commenti, комментарии | commentCount interactionCount | comments commentcount replies comment
answer_count | number | answer count, answers, number of answers, how many answers, antworten, réponses, respuestas, risposte | answerCount | answers answercount
downloads | number | downloads, download count, number of downloads, how many downloads, times downloaded, installs, install count, number of installs, téléchargements, descargas, скачиваний | interactionCount userInteractionCount downloadCount | download downloads installs
star_count | number | star count, stars count, number of stars, stargazers, how many stars, github stars, repository stars | | stargazers stars star
forks | number | forks, fork count, number of forks, how many forks | | fork forks
repository | text | repository, repo, repository name, repo name, project name | name codeRepository | repo repository
commits | number | commits, commit count, number of commits | | commits
issues | number | issues, issue count, open issues, number of issues | | issues
favorites | number | favorites, favourites, favorite count, number of favorites, times favorited, saves, save count, number of saves, how many saves, bookmarks, favoris | interactionStatistic | favorite favorites saves bookmark
video_count | number | video count, number of videos, videos, how many videos | | videos
item_count | number | item count, number of items, items, how many items, number of results, result count, count, total number, number of entries, anzahl | numberOfItems | count items
post_count | number | post count, posts, number of posts, how many posts, messages | | posts
tag_count | number | tag count, number of tags, how many tags | | tags
thread | text | thread, thread title, discussion, forum thread, conversation | headline | thread topic
last_post | text | last post, latest post, last reply, last poster, last comment, last message | | lastpost latest
breadcrumb | text | breadcrumb, breadcrumbs, path to the page, navigation path, brotkrumen | breadcrumb | breadcrumb breadcrumbs crumb
sitelinks* | text | sitelinks, site links, sub links, sub pages, subpages, links below, deep links, names of the sub pages | hasPart | sitelinks sublinks
feed | text | feed, rss feed, feed name | | feed
username | text | username, user name, user, nickname, screen name, handle, login, account, member name, benutzername, nom d'utilisateur, usuario | alternateName identifier author | username user nick handle
`);
