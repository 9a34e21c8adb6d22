/** Ways in which HTML tries to run something or to call home. `spoor.test` is where all of them would be seen. */
export const HOSTILE_HTML: Readonly<Record<string, string>> = {
  script:
    '<script>alert(1)</script><script src="https://spoor.test/a.js"></script><SCRIPT/x>alert(1)</SCRIPT ><scr<script>ipt>alert(1)</scr</script>ipt>',
  handlers:
    '<p onclick="alert(1)" onmouseover=alert(1)>x</p><img src=x onerror=alert(1)><body onload=alert(1)><details open ontoggle=alert(1)><summary>x</summary></details><input autofocus onfocus=alert(1)><video><source onerror=alert(1)></video><marquee onstart=alert(1)>x</marquee>',
  links:
    '<a href="javascript:alert(1)">a</a><a href="jav&#x09;ascript:alert(1)">b</a><a href=" &#14; javascript:alert(1)">c</a><a href="vbscript:msgbox(1)">d</a><a href="data:text/html,<script>alert(1)</script>">e</a><a href="JaVaScRiPt&colon;alert(1)">f</a>',
  frames:
    '<iframe src="https://spoor.test/f"></iframe><iframe srcdoc="<script>alert(1)</script>"></iframe><object data="https://spoor.test/o"></object><embed src="https://spoor.test/e"><frameset><frame src="javascript:alert(1)"></frameset><portal src="https://spoor.test/p"></portal>',
  document:
    '<base href="https://spoor.test/"><meta http-equiv="refresh" content="0;url=https://spoor.test/m"><link rel="stylesheet" href="https://spoor.test/l.css"><link rel="prefetch" href="https://spoor.test/pf"><link rel="dns-prefetch" href="//spoor.test">',
  css: `<style>@import "https://spoor.test/i.css";body{background:url(https://spoor.test/b)}p{behavior:url(x.htc);-moz-binding:url(x)}@font-face{font-family:x;src:url(https://spoor.test/font)}</style><p style="background:url('https://spoor.test/s')">x</p><div style="background-image:\\75rl(https://spoor.test/u);width:expression(alert(1));position:fixed;inset:0;z-index:9999">x</div><p style="list-style:url(javascript:alert(1));cursor:url(https://spoor.test/c),auto;content:url(https://spoor.test/co)">y</p>`,
  svg: '<svg onload=alert(1)><script>alert(1)</script><image href="https://spoor.test/svg"/><use href="https://spoor.test/use#x"/><a xlink:href="javascript:alert(1)"><text y="20">k</text></a><foreignObject><iframe src="javascript:alert(1)"></iframe></foreignObject><animate onbegin=alert(1) attributeName=x dur=1s><set attributeName="href" to="javascript:alert(1)"/><style><img src=x onerror=alert(1)></style></svg>',
  mathml:
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;"></table></mtext><maction actiontype="statusline#https://spoor.test" xlink:href="javascript:alert(1)">x</maction></math><math href="javascript:alert(1)">y</math>',
  'data urls':
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIj48L3N2Zz4="><iframe src="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="></iframe><object data="data:text/html,<script>alert(1)</script>"></object><a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">d</a>',
  pictures:
    '<img src="https://spoor.test/p1" srcset="https://spoor.test/p2 2x"><picture><source srcset="https://spoor.test/p3"><img src="//spoor.test/p4"></picture><video poster="https://spoor.test/v" src="https://spoor.test/v2" autoplay></video><audio src="https://spoor.test/a" autoplay></audio><table background="https://spoor.test/t"><tr><td background="https://spoor.test/td">x</td></tr></table><img data-remote-src="javascript:alert(1)"><input type="image" src="https://spoor.test/in">',
  forms:
    '<form action="https://spoor.test/f" method="post"><input name="wachtwoord"><button formaction="javascript:alert(1)">ok</button></form><isindex action="javascript:alert(1)"><keygen autofocus onfocus=alert(1)><textarea autofocus onfocus=alert(1)></textarea>',
  mutation:
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form></mtext></math></form><listing>&lt;img onerror=alert(1) src=x&gt;</listing><xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp><!--><img src=x onerror=alert(1)>--><![CDATA[<img src=x onerror=alert(1)>]]><template><img src=x onerror=alert(1)></template><title><img src=x onerror=alert(1)></title>',
  clobbering:
    '<a id="location" name="alert" href="https://elders.test">x</a><form id="document"><input id="cookie" name="body"></form><img name="getElementById" src="cid:x">',
  uneven:
    '<p title="a`onmouseover=alert(1)">x</p><img """><script>alert(1)</script>"><a href="https://elders.test" onclick="alert(1)" href="javascript:alert(1)">y</a><\u0000script>alert(1)</script><p\u000bonclick=alert(1)>z</p>',
};
