/** What schema.org's types mean to somebody who looks for data. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Types that say how the site is built, not what the page is about. */
export const siteTypes = words(
  'BreadcrumbList WebSite SearchAction SiteNavigationElement WPHeader WPFooter WPSideBar WPAdBlock ReadAction ' +
    'SpeakableSpecification EntryPoint PropertyValueSpecification',
);

/** Types that only hold what the page is about. */
export const containerTypes = words(
  'WebPage CollectionPage ItemPage SearchResultsPage ProfilePage AboutPage ContactPage CheckoutPage MedicalWebPage ' +
    'FAQPage QAPage RealEstateListing ItemList OfferCatalog DataFeed DataFeedItem DataCatalog ListItem WebPageElement Blog Table ' +
    'Collection ImageGallery MediaGallery',
);

/** Types that accompany many pages: somebody who wrote, published or pictured what the page is about. */
const companionTypes = words(
  'Organization Person ImageObject VideoObject NewsMediaOrganization Brand PostalAddress Rating AggregateRating Offer ' +
    'Comment UserComments Review ContactPoint WebPage Place GeoCoordinates InteractionCounter WebApplication',
);
/** Texts: on a page about a thing, the text describes it. */
const textTypes = words(
  'Article NewsArticle BlogPosting TechArticle SocialMediaPosting CreativeWork CreativeWorkSeries Report ' +
    'AdvertiserContentArticle OpinionNewsArticle AnalysisNewsArticle ReportageNewsArticle DiscussionForumPosting',
);
const incidentalTypes = words(
  'ImageObject ContactPoint PostalAddress EntryPoint GeoCoordinates InteractionCounter',
);

/** How likely a type is what a page is about, from 1 to 10. */
export const typeWeight = (types: readonly string[]): number => {
  if (types.length === 0) return 3;
  if (types.every((type) => incidentalTypes.has(type))) return 1;
  if (isCompanion(types)) return 4;
  return types.every((type) => textTypes.has(type)) ? 7 : 12;
};

/** Is it what accompanies the pages of a whole site? */
export const isCompanion = (types: readonly string[]): boolean =>
  types.every((type) => companionTypes.has(type) || containerTypes.has(type));

export const isSiteType = (type: string): boolean => siteTypes.has(type);
