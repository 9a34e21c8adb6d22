import { expect, it } from '@jest/globals';
import { html } from './html.ts';

it('writes what is put into it as text, and what it made itself as it is', () => {
  const name = `<script>alert("x")</script> & 'co'`;
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
  expect(html`<p title="${name}">${1}</p>${items}`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;co&#39;">1</p><li>a</li><li>&lt;b&gt;</li>',
  );
});
