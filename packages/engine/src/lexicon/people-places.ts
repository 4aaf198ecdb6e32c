import { defineConcepts } from './define-concepts.ts';

/** Persons, organisations, places, and how to reach them. */
export const peopleConcepts = defineConcepts(`
phone | phone | phone, phone number, telephone, telephone number, tel, tel., contact number, mobile, mobile number, cell, call, hotline, number to call, telefon, telefonnummer, téléphone, teléfono, telefono, telefoon, телефон | telephone phone | phone tel telephone mobile
fax | phone | fax, fax number, telefax | faxNumber | fax
email | email | email, e-mail, mail, email address, e-mail address, contact email, correo, correo electrónico, courriel, почта | email | email mail
address | text | address, street address, full address, postal address, mailing address, where is it, adresse, anschrift, dirección, indirizzo, endereço, adres, адрес | address streetAddress | address adr street location addr
street | text | street, street name, street and number, straße, strasse, rue, calle, via | streetAddress | street
city | text | city, town, locality, municipality, stadt, ort, ville, ciudad, città, plaats, город | addressLocality | city town locality
region | text | region, state, province, county, neighborhood, neighbourhood, area, district, quarter, suburb, bundesland, région, provincia | addressRegion areaServed | region state province area district neighborhood locality
postal_code | text | postal code, zip, zip code, postcode, plz, postleitzahl, code postal, código postal, cap | postalCode | zip postal postcode
capital | text | capital, capital city, hauptstadt, capitale | | capital
country | text | country, nation, nationality, country of origin, land, pays, país, paese, страна | addressCountry nationality countryOfOrigin | country nation flag
location | text | location, place, where, locations, job location, place of work, standort, ort der stelle, lieu, lugar, ubicación, luogo, место | location jobLocation address addressLocality contentLocation | location place venue city where
venue | text | venue, stadium, arena, hall, club venue, location of the event, veranstaltungsort, lieu de l'événement, recinto | location | venue stadium arena
latitude | number | latitude, lat | latitude place:location:latitude | lat latitude
longitude | number | longitude, lng, lon, long | longitude place:location:longitude | lng lon longitude
distance | text | distance, how far, miles away, distance away, entfernung, distancia, distanza | distance | distance
website | url | website, web site, homepage, home page, web page, official site, official website, site, internet, internet address, web, webseite, site web, sitio web, sito, página web | url sameAs | website homepage web site url
opening_hours | text | opening hours, hours, business hours, open hours, hours of operation, open times, opening times, when is it open, öffnungszeiten, horaires, horario, orari | openingHours openingHoursSpecification | hours opening openinghours
company | text | company, company name, employer, organization, organisation, firm, business name, business, hiring company, hiring organization, firma, unternehmen, arbeitgeber, entreprise, société, empresa, azienda | hiringOrganization worksFor organization name author.name | company employer organization org firm
organization | text | organization name, organisation name, institution, agency, association, institute, einrichtung, verein | organization name affiliation | organization institution
department | text | department, division, team name at work, faculty, abteilung, service, departamento | department | department division
job_title | text | job title, position, role, occupation, profession, current position, title of the person, headline of the person, beruf, poste, puesto, cargo, ruolo | jobTitle hasOccupation title | position role jobtitle occupation
first_name | text | first name, given name, forename, vorname, prénom, nombre de pila | givenName | firstname given
last_name | text | last name, surname, family name, nachname, nom de famille, apellido, cognome | familyName | lastname surname family
gender | text | gender, sex, geschlecht, sexe, género | gender | gender sex
age | text | age, how old, years old, alter, âge, edad, età | age typicalAgeRange | age
birth_date | date | birth date, date of birth, born, birthday, birthdate, dob, geburtsdatum, geboren, date de naissance, né le, fecha de nacimiento, data di nascita | birthDate | birth born birthday dob bday
birth_place | text | birth place, place of birth, birthplace, born in, hometown, home town, geburtsort, lieu de naissance, lugar de nacimiento | birthPlace | birthplace
death_date | date | death date, date of death, died, deceased, gestorben | deathDate | died death
education | text | education, college, alma mater, school attended, schooling, ausbildung, formation, educación | alumniOf educationRequirements | education school college
skills* | text | skills, skill, technologies, tech stack, required skills, fähigkeiten, kenntnisse, compétences, habilidades | skills knowsAbout | skill skills
industry | text | industry, sector, branch, line of business, branche, secteur, industria | industry | industry sector
bio | text | bio, biography, about the author, about the person, profile text, background, lebenslauf, biographie, biografía | description disambiguatingDescription | bio biography about background
followers | number | followers, follower count, number of followers, how many followers, fans, subscribers, subscriber count, number of subscribers, how many subscribers, abonnenten, abonnés, seguidores | followers interactionStatistic | follower followers subscriber subscribers fans
members | number | members, member count, number of members, how many members, mitglieder, membres, miembros | numberOfMembers | member members
employees | number | employees, number of employees, employee count, company size, staff, headcount, mitarbeiter, effectif, empleados | numberOfEmployees | employees size
founded | date | founded, established, year founded, date founded, founding date, founding year, year established, gegründet, fondée, fundada, fondato | foundingDate | founded established
cuisine* | text | cuisine, cuisines, type of food, kind of food, food type, type of cuisine, küche, cocina, cucina | servesCuisine recipeCuisine | cuisine
price_range | text | price range, price level, price category, how expensive, preisklasse, gamme de prix, rango de precios | priceRange | pricerange price
amenities* | text | amenities, facilities, services, features of the place, ausstattung, équipements, servicios, servizi | amenityFeature | amenity amenities facilities
check_in | text | check in, check-in, check in time, arrival, anreise | checkinTime | checkin
check_out | text | check out, check-out, check out time, departure, abreise | checkoutTime | checkout
`);
