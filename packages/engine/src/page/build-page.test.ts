import { describe, expect, it } from 'vitest';
import { buildPage } from './build-page.ts';
import { locateElement } from './element-text.ts';
import { childrenOf, type Page, tagOf } from './page.ts';
import { isLeafVisible, leafText } from './text.ts';
import { createXPath } from './x-path.ts';

/** The tree as text: `html(body(ul(li,li)))`. */
const outline = (page: Page, element = 0): string => {
  const children = childrenOf(page, element).map((child) => outline(page, child));
  return tagOf(page, element) + (children.length > 0 ? `(${children.join()})` : '');
};
const find = (page: Page, tag: string): number => page.tag.indexOf(page.tagNames.find(tag));
const visibleTexts = (html: string): string[] => {
  const page = buildPage(html);
  return [...page.leafParent.keys()]
    .filter((leaf) => isLeafVisible(page, leaf))
    .map((leaf) => leafText(page, leaf));
};

describe('the tree of a page', () => {
  it.each([
    ['<p>a', 'html(body(p))'],
    ['<html><head><title>t</title></head><body><p>a</body></html>', 'html(head(title),body(p))'],
    ['<title>t</title><p>a', 'html(title,body(p))'],
    ['<ul><li>a<li>b<ul><li>c</ul><li>d</ul>', 'html(body(ul(li,li(ul(li)),li)))'],
    ['<dl><dt>a<dd>b<dt>c<dd>d</dl>', 'html(body(dl(dt,dd,dt,dd)))'],
    ['<p>a<div>b</div>c', 'html(body(p,div))'],
    ['<table><tr><td>a<td>b<tr><td>c</table>', 'html(body(table(tbody(tr(td,td),tr(td)))))'],
    ['<table><thead><tr><th>a<tbody><tr><td>b</table>', 'html(body(table(thead(tr(th)),tbody(tr(td)))))'],
    [
      '<table><tr><td><table><tr><td>a</table><td>b</table>',
      'html(body(table(tbody(tr(td(table(tbody(tr(td)))),td)))))',
    ],
    ['<table><tr><td>a</div>b<td>c</table>', 'html(body(table(tbody(tr(td,td)))))'],
    ['a<br>b<img src=x>c</br>', 'html(body(br,img))'],
    ['<div></span></div><p>x', 'html(body(div,p))'],
    ['<svg><title>t</title><path/><path/></svg><p>x', 'html(body(svg(title,path,path),p))'],
  ])('%s', (html, tree) => {
    expect(outline(buildPage(html))).toBe(tree);
  });

  it('keeps deep markup within its depth', () => {
    const page = buildPage(`${'<div>'.repeat(2000)}deep`);
    expect(Math.max(...page.depth)).toBeLessThan(520);
    expect(visibleTexts(`${'<div>'.repeat(2000)}deep`)).toEqual(['deep']);
  });

  it('keeps the attributes of the root', () => {
    const page = buildPage('<html lang="de"><body><p>a');
    expect(page.html.slice(page.attributeStart[0], page.attributeEnd[0])).toBe('de');
  });

  it('resolves the base address', () => {
    expect(buildPage('<base href="/shop/">', 'https://example.org/a/b').baseUrl).toBe(
      'https://example.org/shop/',
    );
    expect(buildPage('<p>', 'https://example.org/a/b').baseUrl).toBe('https://example.org/a/b');
    expect(buildPage('<p>').baseUrl).toBeNull();
  });

  it('numbers paths where siblings share a name', () => {
    const page = buildPage('<main><ul><li>a<li><b>b</b></ul></main>');
    expect(createXPath(page)(find(page, 'b'))).toBe('/html/body/main/ul/li[2]/b');
  });
});

describe('what nobody sees', () => {
  it.each([
    ['<p hidden>no</p><p>yes'],
    ['<p style="color:red; DISPLAY : none">no</p><p>yes'],
    ['<div style="visibility:hidden"><p>no</p></div><p>yes'],
    ['<script>no</script><style>no</style><template>no</template><noscript>no</noscript><p>yes'],
    ['<style>.gone, .away{display:none}</style><p class="x gone">no</p><p class="goner">yes'],
    ['<style>/* .y{} */ #n { visibility : hidden }</style><p id=n>no</p><p>yes'],
    ['<!-- no --><p>yes'],
    ['<input type=hidden value=no><p>yes'],
  ])('%s', (html) => {
    expect(visibleTexts(html)).toEqual(['yes']);
  });

  it('heeds no rule for another medium or under a condition', () => {
    expect(visibleTexts('<style>@media print{.a{display:none}}</style><p class=a>yes')).toEqual(['yes']);
    expect(visibleTexts('<style>.a{display:none}.a{display:block}</style><p class=a>yes')).toEqual(['yes']);
  });
});

describe('the text of an element', () => {
  const textsOf = (html: string): string[] => {
    const page = buildPage(html);
    return locateElement(page, find(page, 'div')).map(({ text }) => text);
  };

  it.each([
    ['<div>one <b>two</b> three</div>', ['one two three']],
    ['<div>$<b>10</b><sup>.50</sup></div>', ['$10.50']],
    ['<div>$10<sup>50</sup></div>', ['$10', '50']],
    ['<div>m<sup>2</sup></div>', ['m2']],
    ['<div>a &amp; b&nbsp; c</div>', ['a & b c']],
    ['<div><p>one</p><p>two</p></div>', ['one', 'two']],
    ['<div><p>one</p> <p>two</p></div>', ['one two']],
    ['<div>one<br>two</div>', ['one', 'two']],
    ['<div>a<script>x</script>b</div>', ['a', 'b']],
    ['<div>a <span hidden>x</span> b</div>', ['a', 'b']],
    ['<div>a<!-- > -->b</div>', ['ab']],
    ['<div><a title="x > y">a</a> b</div>', ['a b']],
    ['<div> &nbsp; </div>', []],
  ])('%s', (html, texts) => {
    expect(textsOf(html)).toEqual(texts);
  });
});
