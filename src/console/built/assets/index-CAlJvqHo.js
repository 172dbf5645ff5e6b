var e,t,n,r,i,a,o,s,c,l,u,d,f=Symbol.for(`pv`),p={},m=[],h=/^m(i|n|o|s|text|space)$/,g=Array.isArray,_=m.slice,v=Object.assign;function y(e){e&&e.parentNode&&e.remove()}function b(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e,o,r,i,null)}function x(e,t,n){var r,i,a,o=v({},e.props),s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e.type!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e.type,o,r===void 0?e.key:r,i===void 0?e.ref:i,null)}function S(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:f,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function C(e){return e.children}function w(e,t){this.props=e,this.context=t,this.__g=0}function T(e,t){if(t==null)return e.__&&T(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:T(e)}function E(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=v({constructor:f},r)).__v=r.__v+1,e.vnode&&e.vnode(n),ue(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||T(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,pe(a,n,o),r.__=r.__e=null,n.__e!=i&&D(n))}function D(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),D(e)}function ee(t){(8&t.__g||(t.__g|=8,r.push(t),a++))&&i==e.debounceRendering||((i=e.debounceRendering)||queueMicrotask)(te)}function te(){try{for(var e,t=1;r.length;)r.length>t&&r.sort(o),e=r.shift(),t=r.length,8&e.__g&&E(e)}finally{(a=r.length)&&(i||queueMicrotask)(te)}}function ne(e,t,n,r,i,a,o,s,c,l,u){var d,f,h,g,_,v,y=r.__k||m,b=t.length;for(c=re(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(f=~h.__i&&y[h.__i]||p,h.__i=d,v=ue(e,h,f,i,a,o,s,c,l,u),g=h.__e,(f.ref!=h.ref||8&f.__u)&&(f.ref&&he(f.ref,null,h,f),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ie(h,c,e,!f.__v),f.__e&&(f.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function re(e,t,n,r,i){var a,o,s,c,l,u,d,p,m,h=n.length,_=h,v=0,y=0,b=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=b[a]=S(null,o):g(o)?o=b[a]=S(C,{children:o}):o.constructor===f&&o.__b?o=b[a]=S(o.type,o.props,o.key,o.ref,o.__v):b[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=oe(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>h?v--:i<h&&v++),typeof o.type!=`function`&&(o.__u|=4))):b[a]=null;if(y){for(u=[],d=[],a=0;a<i;a++)if((o=b[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,d[a]=v+1}for(v=u.length;a--;)d[a]&&(d[a]==v?v--:b[a].__u|=4)}if(_)for(a=0;a<h;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=T(s)),ge(s,s));return r}function ie(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ie(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=T(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function ae(e,t){return t||=[],e!=null&&typeof e!=`boolean`&&(g(e)?e.some(function(e){ae(e,t)}):t.push(e)),t}function oe(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function se(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ce(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||se(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||se(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=u[t]||(u[t]=le(t)),(e.__a||={})[t]=l,a=t!=(t=t.replace(c,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function le(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[s]==null)n[s]=l++;else if(n[s]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function ue(t,n,r,i,a,o,s,c,l,u){var d,p,h,_,b,x,S,E,D,ee,te,re,ie,ae,oe,se,ce,le,ue=n.type;if(n.constructor!==f)return null;128&r.__u&&(l=32&r.__u,d=r.__c.__z)&&(n.__u|=l,p=o=[],d.nodeType==8?c=de(d,o):o.push(d),c=o[0]||c),(d=e.__b)&&d(n);n:if(typeof ue==`function`){h=s.length;try{if(E=n.props,D=(d=ue.prototype)&&d.render,ee=(d=ue.contextType)&&i[d.__c],te=d?ee?ee.props.value:d.__:i,(_=r.__c)?(n.__c=_,2&_.__g&&(_.__g|=1)):(D?n.__c=_=new ue(E,te):(n.__c=_=new w(E,te),_.constructor=ue,_.render=_e),ee&&ee.sub(_),_.state||(_.state={}),_.__n=i,_.__g|=8,_.__h=[],_.__k=[]),D&&(_.__s||(_.__s=_.state),ue.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=v({},_.__s)),v(_.__s,ue.getDerivedStateFromProps(E,_.__s)))),b=_.props,x=_.state,_.__v=n,r.__c){if(E!==b&&D&&!ue.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(E,te),n.__v==r.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&!1===_.shouldComponentUpdate(E,_.__s,te)){n.__v!=r.__v&&(_.props=E,_.state=_.__s,_.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),m.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&s.push(_),c=T(r);break n}_.componentWillUpdate&&_.componentWillUpdate(E,_.__s,te),D&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(b,x,S)})}else D&&!ue.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),D&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=te,_.props=E,_.__P=t,_.__g&=-5,re=e.__r,ie=D?25:0;do _.__g&=-9,re&&re(n),d=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++ie<25);D&&(m.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(i=v({},i,_.getChildContext())),D&&r.__c&&_.getSnapshotBeforeUpdate&&(S=_.getSnapshotBeforeUpdate(b,x)),ae=d&&d.type===C&&d.key==null?d.props.children:d,E.__P&&(d=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&ge(e,e)}),r.__k=null),c=r.__k?T(r,0):null),c=ne(t,g(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=d),n.__u&=-161,p&&p.some(y),_.__h.length&&s.push(_),1&_.__g&&(_.__g&=-4)}catch(t){if(s.length=h,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ce=o.indexOf(c||void 0))||(ce=o.length);(le=o[ce-1])&&le.nodeType==8;)ce--;for(;ce<o.length;ce++)if(le=o[ce]){if(o[ce]=null,oe){if(le==se)break}else{if(le.nodeType!=8)break;le.data.startsWith(`$s`)&&(se=de(oe=le))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(d=de(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=d):n.__e=c,c&&=c.nextSibling}else o&&o.some(y)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||fe(n),e.__e(t,n,r)}}else c=n.__e=me(r.__e,n,r,i,a,o,s,l,u,t);return(d=e.diffed)&&d(n),c}function de(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function fe(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(fe))}function pe(t,n,r){for(var i=0;i<r.length;)he(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function me(t,n,r,i,a,o,s,c,l,u){var d,f,m,v,b,x,S,C,w=r.props||p,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(C=u.ownerDocument||document,!D)return C.createTextNode(E);t=C.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&_.call(u.childNodes),!c&&o)for(w={},d=0;d<t.attributes.length;d++)w[(b=t.attributes[d]).name]=b.value;for(d in w)b=w[d],d==`dangerouslySetInnerHTML`?m=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ce(t,d,null,b,a);for(d in E)b=E[d],d==`children`?v=b:d==`dangerouslySetInnerHTML`?f=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||w[d]===b||ce(t,d,b,w[d],a);f?(c||m&&(f.__html==m.__html||f.__html==t.innerHTML)||(t.innerHTML=f.__html),n.__k=[]):(m&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&h.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ne(u,g(v)?v:[v],n,r,i,a,o,s,o?o[0]:r.__k&&T(r,0),c,l),o&&o.some(y)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ce(t,d,x,w[d],a),d=`checked`,S!=null&&S!=t[d]&&ce(t,d,S,w[d],a))}else w===E||c&&t.data==E||(t.data=E);return t}function he(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function ge(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||he(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&ge(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=de(i,o=[]))&&(i==t.__e&&o.some(y),y(a),y(i)),r||y(t.__e),t.__e=t.__c=t.__=null}function _e(e,t,n){return this.constructor(e,n)}function ve(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=S(C,{children:[t]}),a=[],o=[],ue(n,n.__k,i||p,p,n.namespaceURI,i?null:n.firstChild?_.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),pe(a,n.__k,o),n.__k.props.children=null}function ye(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,ee(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+d++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(t){e=t}}throw a=0,e}},t=0,n=function(e){return e!=null&&e.constructor===f},w.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=v({},this.state)),typeof e==`function`&&(e=e(v({},n),this.props)),e&&(v(n,e),this.__v&&(t&&this.__k.push(t),ee(this)))},w.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),ee(this))},w.prototype.render=C,r=[],a=0,o=function(e,t){return e.__v.__b-t.__v.__b},s=Symbol(),c=/(PointerCapture)$|Capture$/i,l=0,u={},d=0;var be,O,xe,Se,Ce=Object.is,we=0,Te=[],Ee=[],k=e,De=k.__b,Oe=k.__r,ke=k.diffed,Ae=k.__c,je=k.unmount,Me=k.__;function Ne(e,t){k.__h&&k.__h(O,e,we||t),we=0;var n=O.__H||(O.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function A(e){return we=1,Pe(Ke,e)}function Pe(e,t,n){var r=Ne(be++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ke(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);Ce(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=O,!O.__f)){O.__f=!0;var i=O.shouldComponentUpdate;O.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,Ce(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function j(e,t){var n=Ne(be++,3);!k.__s&&Ge(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,O.__H.__h.push(n))}function M(e,t){var n=Ne(be++,4);!k.__s&&Ge(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,O.__h.push(n))}function N(e){return we=5,Fe(function(){return{current:e}},[])}function Fe(e,t){var n=Ne(be++,7);return Ge(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Ie(e,t){return we=8,Fe(function(){return e},t)}function Le(e){var t=O.context[e.__c],n=Ne(be++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(O)),t.props.value):e.__}function Re(){var e=Ne(be++,11);if(!e.__){for(var t=O.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function ze(){var e;do{for(;e=Ee.shift();)try{Ue(e)}catch(t){k.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=Te.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ue),t.__h.some(We),t.__h=[]}catch(n){t.__h=[],k.__e(n,e.__v)}}}while(Ee.length)}k.__b=function(e){O=null,De&&De(e)},k.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Me&&Me(e,t)},k.__r=function(e){Oe&&Oe(e),be=0;var t=(O=e.__c).__H;t&&(xe==O?O.__h=[]:(t.__h.some(Ue),t.__h.some(We),be=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),xe=O},k.diffed=function(e){ke&&ke(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&He(Te.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),xe=O=null},k.__c=function(e,t){t.some(function(e){try{e.__h.some(Ue),e.__h=e.__h.filter(function(e){return!e.__||We(e)})}catch(t){e.__h=[function(){throw t}]}}),Ae&&Ae(e,t)},k.unmount=function(e){je&&je(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,He(Ee.push(r))}else Ue(r)}catch(e){t=e}}),r.__H=void 0,t&&k.__e(t,r.__v))};var Be=typeof requestAnimationFrame==`function`;function Ve(e){var t,n=function(){clearTimeout(r),Be&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Be&&(t=requestAnimationFrame(n))}function He(e){e!=1&&Se==k.requestAnimationFrame||((Se=k.requestAnimationFrame)||Ve)(ze)}function Ue(e){var t=O,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),O=t}function We(e){var t=O;e.__c=e.__(),O=t}function Ge(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!Ce(t,e[n])})}function Ke(e,t){return typeof t==`function`?t(e):t}var qe,Je;function Ye(e){return!Je||(typeof Je==`string`?e.startsWith(Je):Je.test(e))}function Xe(e,t){let n=``;if(qe=void 0,t&&t.type===`click`){if(t.ctrlKey||t.metaKey||t.altKey||t.shiftKey||t.button!==0)return e;let r=t.composedPath().find(e=>e.nodeName==`A`&&e.href),i=r&&r.getAttribute(`href`);if(!r||r.origin!=location.origin||/^#/.test(i)||!/^(_?self)?$/i.test(r.target)||!Ye(i)||r.download)return e;qe=!0,t.preventDefault(),n=r.href.replace(location.origin,``)}else t&&t.url?(qe=!t.replace,n=t.url):n=location.pathname+location.search;return qe===!0?history.pushState(null,``,n):qe===!1&&history.replaceState(null,``,n),n}var Ze=(e,t,n={})=>{e=e.split(`/`).filter(Boolean),t=(t||``).split(`/`).filter(Boolean),n.params||={};for(let r=0,i,a;r<Math.max(e.length,t.length);r++){let[,o,s,c]=(t[r]||``).match(/^(:?)(.*?)([+*?]?)$/);if(i=e[r],o||s!=i){if(!o&&i&&c==`*`){n.rest=`/`+e.slice(r).join(`/`);break}if(!o||!i&&c!=`?`&&c!=`*`)return;if(a=c==`+`||c==`*`,a?i=e.slice(r).map(decodeURIComponent).join(`/`)||void 0:i&&=decodeURIComponent(i),n.params[s]=i,s in n||(n[s]=i),a)break}}return n};function Qe(e){let[t,n]=Pe(Xe,e.url||location.pathname+location.search);e.scope&&(Je=e.scope);let r=qe===!0,i=Fe(()=>{let e=new URL(t,location.origin),i=e.pathname.replace(/\/+$/g,``)||`/`;return{url:t,path:i,query:Object.fromEntries(e.searchParams),route:(e,t)=>n({url:e,replace:t}),back:()=>{history.back()},forward:()=>{history.forward()},wasPush:r}},[t]);return M(()=>(addEventListener(`click`,n),addEventListener(`popstate`,n),()=>{removeEventListener(`click`,n),removeEventListener(`popstate`,n)}),[]),b(Qe.ctx.Provider,{value:i},e.children)}var $e=Promise.resolve();function et(e){let[t,n]=Pe(e=>e+1,0),{url:r,query:i,wasPush:a,path:o}=ot();if(!r)throw Error(`preact-iso's <Router> must be used within a <LocationProvider>, see: https://github.com/preactjs/preact-iso#locationprovider`);let{rest:s=o,params:c={}}=Le(it),l=N(!1),u=N(o),d=N(1),f=N(),p=N(),m=N(),h=N(!1),g=N();g.current=!1;let _,v,y;ae(e.children).some(e=>{if(Ze(s,e.props.path,y={...e.props,path:s,query:i,params:Object.assign({},c),rest:``}))return _=x(e,y);e.props.default&&(v=x(e,y))});let S=_||v,C=f.current&&f.current.__u&tt&&f.current.__u&nt,w=f.current&&f.current.__h,T=Fe(()=>{p.current=f.current,f.current=b(it.Provider,{value:y},S);let e=p.current&&p.current.props.children;return!e||!S||S.type!==e.type||S.props.component!==e.props.component?(d.current++,!0):!1},[r,JSON.stringify(y)]);C?(f.current.__u|=tt,f.current.__u|=nt):w&&(f.current.__h=!0);let E=p.current;return p.current=null,this.__c=(t,i)=>{g.current=!0,p.current=E,e.onLoadStart&&e.onLoadStart(r),l.current=!0;let a=d.current;t.then(()=>{a===d.current&&(p.current=null,f.current&&(i.__h&&(f.current.__h=i.__h),i.__u&nt&&(f.current.__u|=nt),i.__u&tt&&(f.current.__u|=tt)),$e.then(n))})},M(()=>{let t=this.__v&&this.__v.__e;g.current?!h.current&&!m.current&&(m.current=t):(!h.current&&m.current&&(m.current!==t&&m.current.remove(),m.current=null),h.current=!0,u.current!==o&&(a&&scrollTo(0,0),e.onRouteChange&&e.onRouteChange(r),u.current=o),e.onLoadEnd&&l.current&&e.onLoadEnd(r),l.current=!1)},[o,a,t]),T?[b(rt,{r:f,key:d.current}),b(rt,{r:p,key:d.current-1})]:b(rt,{r:f,key:d.current})}var tt=32,nt=128,rt=({r:e})=>e.current;et.Provider=Qe,Qe.ctx=ye({});var it=ye({}),at=e=>b(e.component,e),ot=()=>Le(Qe.ctx),st=100,ct=()=>history.state??{};function lt(e,t=location.href){t===location.href&&history.replaceState({...ct(),...e},``)}var ut,dt=null,ft=e=>{clearTimeout(ut),!dt&&ct().y!==scrollY&&lt({y:scrollY},e)};function pt(){history.scrollRestoration=`manual`;let{list:e}=ct();e&&lt({list:{...e,since:null,until:null}}),addEventListener(`scroll`,()=>{clearTimeout(ut),ut=setTimeout(ft,st,location.href)}),addEventListener(`pagehide`,()=>ft()),addEventListener(`click`,({target:e})=>{ft();let t=e instanceof Element?e.closest(`main a[href]`):null;t&&lt({link:t.getAttribute(`href`)})},!0),addEventListener(`popstate`,ht),ht()}var mt=[`wheel`,`touchstart`,`pointerdown`,`keydown`,`click`];function ht(){dt?.();let{y:e=0,link:t}=ct(),n,r=new MutationObserver(()=>{scrollTo(0,e),clearTimeout(n),document.querySelector(`.skeleton`)||(n=setTimeout(()=>{i(),gt(t)},st))}),i=()=>{clearTimeout(n),r.disconnect();for(let e of mt)removeEventListener(e,i,!0);dt=null};dt=i;for(let e of mt)addEventListener(e,i,!0);r.observe(document.body,{childList:!0,subtree:!0})}function gt(e){let t=document.activeElement;e&&(t===document.body||t?.matches(`main h1`))&&[...document.querySelectorAll(`main a[href]`)].find(t=>t.getAttribute(`href`)===e)?.focus({preventScroll:!0})}var _t=({path:e})=>e.filter((e,t)=>t>0||e!==`input`).join(`.`),P=class extends Error{name=`Failure`;code;errorId;issues;constructor(e,t,{errorId:n=null,issues:r=[]}={}){super(t),this.code=e,this.errorId=n,this.issues=r}get isOfCredential(){return vt.has(this.code)}},vt=new Set([`MISSING_API_KEY`,`MALFORMED_API_KEY`,`EXPIRED_API_KEY`,`INVALID_AUTHORIZATION`]);function yt({message:e,extensions:t={}}){return new P(t.code??`UNEXPECTED_ANSWER`,e,{errorId:t.errorId??null,issues:t.issues??[]})}async function bt(e,t,n,r){let i=await fetch(`/graphql`,{method:`POST`,headers:{accept:`application/graphql-response+json`,authorization:`Bearer ${e}`,"content-type":`application/json`},credentials:`omit`,body:JSON.stringify({query:t.toString(),variables:n}),...r&&{signal:r}}).catch(e=>{throw r?.aborted?e:new P(`UNREACHABLE`,`The server does not answer. Check that it runs, and your connection to it.`)}),a=await i.json().catch(()=>null),[o]=a?.errors??[];if(o)throw yt(o);if(!a?.data)throw new P(`UNEXPECTED_ANSWER`,`The server answered ${i.status}, which is not GraphQL.`);return a.data}var xt=Symbol.for(`preact-signals`);function St(){if(Dt>1)Dt--;else{var e,t=!1;for((function(){var e=jt;for(jt=void 0;e!==void 0;){var t=e.S;if(t.v===e.v)for(var n=t.t;n!==void 0;n=n.x)n.i===e.i&&(n.i=t.i);e=e.o}})();Et!==void 0;){var n=Et;for(Et=void 0,Ot++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ft(n))try{n.c()}catch(n){t||=(e=n,!0)}n=r}}if(Ot=0,Dt--,t)throw e}}function Ct(e){if(Dt>0)return e();At=++kt,Dt++;try{return e()}finally{St()}}var wt,F=void 0;function Tt(e){var t=F,n=wt;F=void 0,wt=void 0;try{return e()}finally{F=t,wt=n}}var Et=void 0,Dt=0,Ot=0,kt=0,At=0,jt=void 0,Mt=0;function Nt(e){if(F!==void 0){var t=e.n;if(t===void 0||t.t!==F)return t={i:0,S:e,p:F.s,n:void 0,t:F,e:void 0,x:void 0,r:t},F.s!==void 0&&(F.s.n=t),F.s=t,e.n=t,32&F.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=F.s,t.n=void 0,F.s.n=t,F.s=t),t}}function I(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}I.prototype.brand=xt,I.prototype.h=function(){return!0},I.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n===void 0?Tt(function(){var e;(e=t.W)==null||e.call(t)}):n.e=e)},I.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Tt(function(){var e;(e=t.Z)==null||e.call(t)}))}},I.prototype.subscribe=function(e){var t=this;return Wt(function(){var n=t.value;Tt(function(){return e(n)})},{name:`sub`})},I.prototype.valueOf=function(){return this.value},I.prototype.toString=function(){return this.value+``},I.prototype.toJSON=function(){return this.value},I.prototype.peek=function(){var e=this;return Tt(function(){return e.value})},Object.defineProperty(I.prototype,"value",{get:function(){var e=Nt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Ot>100)throw Error(`Cycle detected`);(function(e){Dt!==0&&Ot===0&&e.l!==At&&(e.l=At,jt={S:e,v:e.v,i:e.i,o:jt})})(this),this.v=e,this.i++,Mt++,Dt++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{St()}}}});function Pt(e,t){return new I(e,t)}function Ft(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function It(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Lt(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function Rt(e,t){I.call(this,void 0,t),this.x=e,this.s=void 0,this.g=Mt-1,this.f=4}Rt.prototype=new I,Rt.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===Mt))return!0;if(this.g=Mt,this.f|=1,this.i>0&&!Ft(this))return this.f&=-2,!0;var e=F;try{It(this),F=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(e){this.v=e,this.f|=16,this.i++}return F=e,Lt(this),this.f&=-2,!0},Rt.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}I.prototype.S.call(this,e)},Rt.prototype.U=function(e){if(this.t!==void 0&&(I.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}},Rt.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}},Object.defineProperty(Rt.prototype,"value",{get:function(){if(1&this.f)throw Error(`Cycle detected`);var e=Nt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function zt(e,t){return new Rt(e,t)}function Bt(e){var t=e.j;if(e.j=void 0,typeof t==`function`){Dt++;var n=F;F=void 0;try{t()}catch(t){throw e.f&=-2,e.f|=8,Vt(e),t}finally{F=n,St()}}}function Vt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Bt(e)}function Ht(e){if(F!==this)throw Error(`Out-of-order effect`);Lt(this),F=e,this.f&=-2;try{8&this.f&&Vt(this)}finally{St()}}function Ut(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,wt&&wt.push(this)}Ut.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==`function`&&(this.j=t)}finally{e()}},Ut.prototype.S=function(){if(1&this.f)throw Error(`Cycle detected`);this.f|=1,this.f&=-9,Bt(this),It(this),Dt++;var e=F;return F=this,Ht.bind(this,e)},Ut.prototype.N=function(){2&this.f||(this.f|=2,this.u=Et,Et=this)},Ut.prototype.d=function(){this.f|=8,1&this.f||Vt(this)},Ut.prototype.dispose=function(){this.d()};function Wt(e,t){var n=new Ut(e,t);try{n.c()}catch(e){throw n.d(),e}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Gt,Kt,qt=typeof window<`u`&&!!window.__PREACT_SIGNALS_DEVTOOLS__,Jt=[];Wt(function(){Gt=this.N})();function Yt(t,n){e[t]=n.bind(null,e[t]||function(){})}function Xt(e){if(Kt){var t=Kt;Kt=void 0,t()}Kt=e&&e.S()}function Zt(e){var t=this,r=e.data,i=$t(r);i.name=`ReactiveDom`,i.value=r;var a=Fe(function(){for(var e=t,r=t.__v;r=r.__;)if(r.__c){r.__c.__$f|=4;break}var a=zt(function(){var e=i.value.value;return e===0?0:!0===e?``:e||``}),o=zt(function(){return!Array.isArray(a.value)&&!n(a.value)}),s=Wt(function(){if(this.N=nn,o.value){var t=a.value;e.__v&&e.__v.__e&&e.__v.__e.nodeType===3&&(e.__v.__e.data=t)}}),c=t.__$u.d;return t.__$u.d=function(){s(),c.call(this)},[o,a]},[]),o=a[0],s=a[1];return o.value?s.peek():s.value}Zt.displayName=`ReactiveTextNode`,Object.defineProperties(I.prototype,{constructor:{configurable:!0,value:b(C,null).constructor},type:{configurable:!0,value:Zt},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}}),Yt(`__b`,function(e,t){if(Xt(),typeof t.type==`string`){var n,r=t.props;for(var i in r)if(i!==`children`){var a=r[i];a instanceof I&&(n||(t.__np=n={}),n[i]=a,r[i]=a.peek())}}e(t)}),Yt(`__r`,function(e,t){if(e(t),t.type!==C){Xt();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=function(e,t){var n;return Wt(function(){n=this},{name:t}),n.c=e,n}(function(e){return function(){var t;qt&&((t=this.y)==null||t.call(this)),e.__$f|=1,e.setState({})}}(r),typeof t.type==`function`?t.type.displayName||t.type.name:``))),Xt(n)}}),Yt(`__e`,function(e,t,n,r){Xt(),e(t,n,r)}),Yt(`diffed`,function(e,t){Xt();var n;if(typeof t.type==`string`&&(n=t.__e)){var r=t.__np,i=t.props,a=n.U;if(a)for(var o in a){var s=a[o];s===void 0||r&&o in r||(s.d(),a[o]=void 0)}if(r)for(var c in a||(a={},n.U=a),r){var l=a[c],u=r[c];l===void 0?(l=Qt(n,c,u,i),a[c]=l):l.o(u,i)}}e(t)});function Qt(e,t,n,r){var i=t in e&&e.ownerSVGElement===void 0,a=Pt(n);return{o:function(e,t){a.value=e,r=t},d:Wt(function(){this.N=nn;var n=a.value.value;r[t]!==n&&(r[t]=n,i?e[t]=n:n!=null&&(!1!==n||t[4]===`-`)?e.setAttribute(t,n):e.removeAttribute(t))})}}Yt(`unmount`,function(e,t){if(typeof t.type==`string`){var n=t.__e;if(n){var r=n.U;if(r)for(var i in n.U=void 0,r){var a=r[i];a&&a.d()}}var o=t.__np;if(o){var s=t.props;for(var c in o)s[c]=o[c]}t.__np=void 0}else{var l=t.__c;if(l){l.__$f|=8;var u=l.__$u;u&&(l.__$u=void 0,u.d())}}e(t)}),Yt(`__h`,function(e,t,n,r){r<3&&(t.__$f|=2),e(t,n,r)}),w.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u==`boolean`&&!0===this.u){var a=2&this.__$f;if(!(r||a||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var o in e)if(o!==`__source`&&e[o]!==this.props[o])return!0;for(var s in this.props)if(!(s in e))return!0;return!1};function $t(e,t){return Fe(function(){return Pt(e,t)},[])}var en=function(e){queueMicrotask(function(){queueMicrotask(e)})};function tn(){Ct(function(){for(var e;e=Jt.shift();)Gt.call(e)})}function nn(){Jt.push(this)===1&&(e.requestAnimationFrame||en)(tn)}var L=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new L(`
    fragment DeliveryRow on Delivery {
  id
  status
  endReason
  isTest
  attemptCount
  createdAt
  nextAttemptAt
  endpointId
  endpoint {
    name
    url
  }
  event {
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}
    `,{fragmentName:`DeliveryRow`}),new L(`
    fragment Problem on Error {
  code
  message
  errorId
}
    `,{fragmentName:`Problem`}),new L(`
    fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}
    `,{fragmentName:`Issues`}),new L(`
    fragment EndpointRow on Endpoint {
  id
  name
  url
  status
  disabledReason
  eventPatterns
  consecutiveFailures
  failingSince
  lastError
  lastDeliveryAt
  organization {
    name
  }
  stats @include(if: $withStats) {
    series {
      start
      succeeded
      failed
    }
  }
}
    `,{fragmentName:`EndpointRow`}),new L(`
    fragment EndpointSettings on Endpoint {
  id
  name
  url
  description
  externalId
  labels
  metadata
  status
  pausedAt
  disabledAt
  disabledReason
  eventPatterns
  headers {
    name
    value
  }
  timeoutSeconds
  maxRetries
  rateLimitPerSecond
  maxConcurrency
  undeliveredPayloadRetentionHours
  secrets {
    hint
    version
    publicKey
    createdAt
    expiresAt
  }
  consecutiveFailures
  failingSince
  lastVerifiedAt
  lastDeliveryAt
  lastError
  createdAt
  createdBy
  updatedAt
  organization {
    name
  }
}
    `,{fragmentName:`EndpointSettings`}),new L(`
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}
    `,{fragmentName:`EventTypeRow`}),new L(`
    fragment ItemOfFeed on DeliveryFeedItem {
  __typename
  cursor
  occurredAt
  ... on AttemptRecorded {
    deliveryId
    endpointId
    eventId
    eventType
    isTest
    attemptNumber
    outcome
    responseStatus
    durationMs
    deliveryStatus
    nextAttemptAt
  }
  ... on DeliveryStatusChanged {
    deliveryId
    endpointId
    previousDeliveryStatus
    deliveryStatus
  }
  ... on EndpointStatusChanged {
    endpointId
    previousStatus
    endpointStatus
    disabledReason
  }
  ... on FeedGap {
    missedSince
  }
}
    `,{fragmentName:`ItemOfFeed`});var rn=new L(`
    query Deliveries($first: Int!, $after: String, $filter: DeliveryFilter) {
  deliveries(first: $first, after: $after, filter: $filter) {
    nodes {
      ...DeliveryRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DeliveryRow on Delivery {
  id
  status
  endReason
  isTest
  attemptCount
  createdAt
  nextAttemptAt
  endpointId
  endpoint {
    name
    url
  }
  event {
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}`),an=new L(`
    query DeliveryTimes($first: Int!, $after: String, $filter: DeliveryFilter) {
  deliveries(first: $first, after: $after, filter: $filter) {
    nodes {
      createdAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),on=new L(`
    query OldestDeliveries($last: Int!, $before: String, $filter: DeliveryFilter) {
  deliveries(last: $last, before: $before, filter: $filter) {
    nodes {
      id
    }
    pageInfo {
      hasPreviousPage
      startCursor
    }
  }
}
    `),sn=new L(`
    query Delivery($id: ID!) {
  delivery(id: $id) {
    id
    status
    endReason
    isTest
    attemptCount
    nextAttemptAt
    createdAt
    completedAt
    payloadExpiresAt
    payloadPurgedAt
    requestBody
    endpoint {
      id
      name
      url
      status
    }
    organization {
      name
    }
    event {
      id
      type
    }
    attempts(last: 100) {
      nodes {
        id
        number
        trigger
        outcome
        url
        requestHeaders {
          name
          value
        }
        responseStatus
        responseHeaders {
          name
          value
        }
        responseBody
        responseBodyTruncated
        durationMs
        errorMessage
        startedAt
      }
    }
  }
}
    `),cn=new L(`
    query AttemptDelivery($id: ID!) {
  node(id: $id) {
    __typename
    ... on DeliveryAttempt {
      delivery {
        id
      }
    }
  }
}
    `),ln=new L(`
    mutation DeliveryRetry($id: ID!) {
  result: deliveryRetry(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),un=new L(`
    mutation DeliveryCancel($id: ID!) {
  result: deliveryCancel(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),dn=new L(`
    query Endpoints($first: Int!, $after: String, $filter: EndpointFilter, $withStats: Boolean!) {
  endpoints(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes {
      ...EndpointRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EndpointRow on Endpoint {
  id
  name
  url
  status
  disabledReason
  eventPatterns
  consecutiveFailures
  failingSince
  lastError
  lastDeliveryAt
  organization {
    name
  }
  stats @include(if: $withStats) {
    series {
      start
      succeeded
      failed
    }
  }
}`),fn=new L(`
    query EndpointNames($filter: EndpointFilter) {
  endpoints(first: 100, filter: $filter) {
    nodes {
      id
      name
      url
    }
  }
}
    `),pn=new L(`
    query EndpointsById($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on Endpoint {
      id
      name
      url
    }
  }
}
    `),mn=new L(`
    query Endpoint($id: ID!) {
  endpoint(id: $id) {
    ...EndpointSettings
  }
}
    fragment EndpointSettings on Endpoint {
  id
  name
  url
  description
  externalId
  labels
  metadata
  status
  pausedAt
  disabledAt
  disabledReason
  eventPatterns
  headers {
    name
    value
  }
  timeoutSeconds
  maxRetries
  rateLimitPerSecond
  maxConcurrency
  undeliveredPayloadRetentionHours
  secrets {
    hint
    version
    publicKey
    createdAt
    expiresAt
  }
  consecutiveFailures
  failingSince
  lastVerifiedAt
  lastDeliveryAt
  lastError
  createdAt
  createdBy
  updatedAt
  organization {
    name
  }
}`),hn=new L(`
    query EndpointStats($id: ID!, $since: DateTime!, $until: DateTime!, $bucket: StatsBucket!) {
  endpoint(id: $id) {
    stats(since: $since, until: $until, bucket: $bucket) {
      total
      succeeded
      failed
      canceled
      pending
      attempts
      successRate
      durationMsP50
      durationMsP95
      durationMsP99
      series {
        start
        succeeded
        failed
      }
    }
  }
}
    `),gn=new L(`
    mutation EndpointCreate($input: EndpointCreateInput!) {
  result: endpointCreate(input: $input) {
    __typename
    ... on EndpointCreateSuccess {
      secret
      endpoint {
        id
        secrets {
          publicKey
        }
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),_n=new L(`
    mutation EndpointUpdate($id: ID!, $input: EndpointUpdateInput!) {
  result: endpointUpdate(id: $id, input: $input) {
    __typename
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),vn=new L(`
    mutation EndpointPause($id: ID!) {
  result: endpointPause(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),yn=new L(`
    mutation EndpointResume($id: ID!) {
  result: endpointResume(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),bn=new L(`
    mutation EndpointDisable($id: ID!) {
  result: endpointDisable(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),xn=new L(`
    mutation EndpointEnable($id: ID!) {
  result: endpointEnable(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),Sn=new L(`
    mutation EndpointDelete($id: ID!) {
  result: endpointDelete(id: $id) {
    __typename
    ...Problem
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}`),Cn=new L(`
    mutation EndpointSecretRotate($id: ID!, $input: EndpointSecretRotateInput!) {
  result: endpointSecretRotate(id: $id, input: $input) {
    __typename
    ... on EndpointSecretRotateSuccess {
      secret
      previousSecretExpiresAt
      endpoint {
        secrets {
          publicKey
        }
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),wn=new L(`
    mutation EndpointTest($id: ID!, $input: EndpointTestInput) {
  result: endpointTest(id: $id, input: $input) {
    __typename
    ... on EndpointTestSuccess {
      delivery {
        id
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),Tn=new L(`
    query Event($id: ID!, $withDeliveries: Boolean!) {
  event(id: $id) {
    id
    type
    isTest
    idempotencyKey
    occurredAt
    createdAt
    payloadText
    payloadPurgedAt
    organization {
      id
      name
    }
    deliveries(first: 100) @include(if: $withDeliveries) {
      nodes {
        ...DeliveryRow
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment DeliveryRow on Delivery {
  id
  status
  endReason
  isTest
  attemptCount
  createdAt
  nextAttemptAt
  endpointId
  endpoint {
    name
    url
  }
  event {
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}`),En=new L(`
    query EventsByKey($filter: EventFilter!) {
  events(first: 1, filter: $filter) {
    nodes {
      id
    }
  }
}
    `),Dn=new L(`
    query EventTypes($first: Int!, $after: String, $includeArchived: Boolean!) {
  eventTypes(first: $first, after: $after, includeArchived: $includeArchived) {
    nodes {
      ...EventTypeRow
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}`),On=new L(`
    query EventTypeNames($after: String) {
  eventTypes(first: 100, after: $after) {
    nodes {
      name
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `),kn=new L(`
    query EventType($name: String!) {
  eventType(name: $name) {
    ...EventTypeRow
    example
    payloadSchema
    updatedAt
  }
}
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}`),An=new L(`
    mutation EventTypeCreate($input: EventTypeCreateInput!) {
  result: eventTypeCreate(input: $input) {
    __typename
    ... on EventTypeCreateSuccess {
      eventType {
        name
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),jn=new L(`
    mutation EventTypeArchive($name: String!) {
  result: eventTypeArchive(name: $name) {
    __typename
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),Mn=new L(`
    mutation EventTypeRestore($name: String!) {
  result: eventTypeRestore(name: $name) {
    __typename
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),Nn=new L(`
    mutation EventPublish($input: EventPublishInput!) {
  result: eventPublish(input: $input) {
    __typename
    ... on EventPublishSuccess {
      duplicate
      event {
        id
      }
    }
    ...Problem
    ...Issues
  }
}
    fragment Problem on Error {
  code
  message
  errorId
}
fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}`),Pn=new L(`
    query FeedEnd {
  deliveryFeedCursor
}
    `),Fn=new L(`
    query FeedRecent($last: Int!, $filter: DeliveryFeedFilter) {
  deliveryFeed(last: $last, filter: $filter) {
    nodes {
      ...ItemOfFeed
    }
  }
}
    fragment ItemOfFeed on DeliveryFeedItem {
  __typename
  cursor
  occurredAt
  ... on AttemptRecorded {
    deliveryId
    endpointId
    eventId
    eventType
    isTest
    attemptNumber
    outcome
    responseStatus
    durationMs
    deliveryStatus
    nextAttemptAt
  }
  ... on DeliveryStatusChanged {
    deliveryId
    endpointId
    previousDeliveryStatus
    deliveryStatus
  }
  ... on EndpointStatusChanged {
    endpointId
    previousStatus
    endpointStatus
    disabledReason
  }
  ... on FeedGap {
    missedSince
  }
}`),In=new L(`
    subscription Feed($after: String, $filter: DeliveryFeedFilter) {
  deliveryFeed(after: $after, filter: $filter, checkpoints: true) {
    ...ItemOfFeed
  }
}
    fragment ItemOfFeed on DeliveryFeedItem {
  __typename
  cursor
  occurredAt
  ... on AttemptRecorded {
    deliveryId
    endpointId
    eventId
    eventType
    isTest
    attemptNumber
    outcome
    responseStatus
    durationMs
    deliveryStatus
    nextAttemptAt
  }
  ... on DeliveryStatusChanged {
    deliveryId
    endpointId
    previousDeliveryStatus
    deliveryStatus
  }
  ... on EndpointStatusChanged {
    endpointId
    previousStatus
    endpointStatus
    disabledReason
  }
  ... on FeedGap {
    missedSince
  }
}`),Ln=new L(`
    query Viewer {
  viewer {
    subject
    scopes
    organization {
      name
    }
  }
}
    `),Rn=new L(`
    query Organizations($search: String, $chosen: ID!, $isChosen: Boolean!) {
  chosen: organization(id: $chosen) @include(if: $isChosen) {
    id
    name
  }
  organizations(first: 100, filter: {search: $search}) {
    nodes {
      id
      name
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `);function zn(e){try{return window[e]}catch{let e=new Map;return{getItem:t=>e.get(t)??null,setItem:(t,n)=>void e.set(t,n),removeItem:t=>void e.delete(t)}}}var Bn=`hookline.key`,Vn=`hookline.organization`,Hn=zn(`sessionStorage`),Un=Pt(Hn.getItem(Bn)),Wn=Pt(null),Gn=Pt(null),Kn=zt(()=>Un.value!==null),qn=Pt(Hn.getItem(Vn));Wt(()=>{qn.value===null?Hn.removeItem(Vn):Hn.setItem(Vn,qn.value)});var Jn=()=>qn.value===null?{}:{organizationId:qn.value};function R(e){let t=Wn.value?.scopes??[];return t.includes(`ADMIN`)||t.includes(e)}var Yn=/[^ -~]/u;async function Xn(e){let[t]=Yn.exec(e)??[];if(t){let e=t.codePointAt(0)?.toString(16).toUpperCase().padStart(4,`0`);throw new P(`MALFORMED_API_KEY`,`No API key or token has “${t}” (U+${e}) in it.`)}let n=await bt(e,Ln,{});Hn.setItem(Bn,e),Gn.value=null,Wn.value=n.viewer,Un.value=e}async function Zn(){Wn.value=(await z(Ln,{})).viewer}function Qn(e=null){Hn.removeItem(Bn),qn.value=null,Gn.value=e,Un.value=null,Wn.value=null}async function z(e,t,n){let r=Un.value;if(r===null)throw new P(`MISSING_API_KEY`,`You are signed out.`);try{return await bt(r,e,t,n)}catch(e){throw e instanceof P&&e.isOfCredential&&Un.value===r&&Qn(e),e}}var $n=()=>({authorization:`Bearer ${Un.value??``}`}),er=document.querySelector(`meta[name="development-key"]`)?.content||null,tr=1e4;function nr(e){let t=N(e);t.current=e;let n=N(null),r=N(null),i=N(!1);return j(()=>()=>{i.current=!0},[]),Ie(()=>{let e=async()=>{if(r.current=null,i.current)return;let e={done:t.current(),since:Date.now()};n.current=e,await e.done,n.current===e&&(n.current=null)};return!n.current||Date.now()-n.current.since>tr?e():(r.current??=n.current.done.then(e),r.current)},[])}function rr(e,t){let n=JSON.stringify(t),[r,i]=A({of:``,data:null,failure:null}),[a,o]=A(t!==null),s=N(null),c=Ie(async()=>{if(n===`null`)return;s.current?.abort();let t=new AbortController;s.current=t,o(!0);try{let r=await z(e,JSON.parse(n),t.signal);t.signal.aborted||i({of:n,data:r,failure:null})}catch(e){if(t.signal.aborted)return;let r=ur(e);i(e=>({of:n,data:e.of===n?e.data:null,failure:r}))}t.signal.aborted||o(!1)},[e,n]);j(()=>(c(),()=>s.current?.abort()),[c]);let l=nr(c);j(()=>{let e=()=>void l();return addEventListener(`focus`,e),()=>removeEventListener(`focus`,e)},[l]);let u=r.of===n;return{data:u?r.data:null,failure:u?r.failure:null,loading:a||!u&&n!==`null`,reload:l}}var ir=25,ar=100;function or(e,t,n,{changes:r=0,pageSize:i=ir,madeAt:a,within:o}={}){let s=JSON.stringify(t&&{...t,within:o}),[c,l]=A({of:``,page:null,failure:null}),[u,d]=A(t!==null),f=N(null),p=N(i),m=N(null),h=N(null),g=N(``);async function _(t){if(s===`null`)return;f.current?.abort();let r=new AbortController;f.current=r,d(!0),t===null&&(m.current??=o===void 0?null:cr(o));try{let i=t;do{let t=Math.min(p.current-(i?.nodes.length??0),ar),a=i?.pageInfo.endCursor??null,o=n(await z(e,{...sr(s,m.current,h.current),first:t,...a&&{after:a}},r.signal));if(r.signal.aborted)return;i=o&&{...o,nodes:[...i?.nodes??[],...o.nodes]}}while(i?.pageInfo.hasNextPage&&i.nodes.length<p.current);l({of:s,page:i,failure:null});let o=a&&i?lr(i.nodes.map(a)):null;lt({list:{of:s,rows:p.current,since:m.current,until:o}},g.current)}catch(e){if(r.signal.aborted)return;let t=ur(e);l(e=>({of:s,page:e.of===s?e.page:null,failure:t}))}d(!1)}j(()=>{g.current=location.href;let{list:e}=ct(),t=e?.of===s;return p.current=t?e.rows:i,m.current=t?e.since:null,h.current=t?e.until:null,_(null),()=>f.current?.abort()},[e,s]);let v=c.of===s?c.page:null,y=nr(()=>(m.current=null,h.current=null,_(null)));return j(()=>{r>0&&y()},[r]),{rows:v?.nodes??null,totalCount:v?.totalCount??null,failure:c.of===s?c.failure:null,loading:u||c.of!==s&&s!==`null`,hasMore:v?.pageInfo.hasNextPage??!1,more(){return p.current=(v?.nodes.length??0)+i,_(v)},reload:y}}function sr(e,t,n){let{within:r,...i}=JSON.parse(e);return t===null&&n===null?i:{...i,filter:{...i.filter,...t&&{since:t},...n&&{until:n}}}}var cr=e=>new Date(Date.now()-e).toISOString();function lr(e){return e.length===0?null:new Date(Math.max(...e.map(Date.parse))+1).toISOString()}function ur(e){return e instanceof P?e:new P(`UNEXPECTED_ANSWER`,e instanceof Error?e.message:String(e))}var dr=Symbol.for(`pv`),fr=0;Array.isArray;function B(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:dr,__v:--fr,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function V({type:e=`text`,lines:t=1,placeholder:n,required:r=!1,mono:i=!1,...a}){let o=Re(),{label:s,value:c,onInput:l,hint:u}=a,d=mr(a),f={id:o,value:c,placeholder:n,required:r,spellcheck:!1,autocomplete:`off`,class:i?`mono`:``,...hr(o,u,d)};return B(`div`,{class:`field`,children:[B(`label`,{for:o,children:s}),t>1?B(`textarea`,{...f,rows:t,onInput:e=>l(e.currentTarget.value)}):B(`input`,{...f,type:e,onInput:e=>l(e.currentTarget.value)}),B(gr,{id:`${o}-hint`,hint:u,issue:d})]})}function pr({options:e,...t}){let n=Re(),r=mr(t);return B(`div`,{class:`field`,children:[B(`label`,{for:n,children:t.label}),B(`select`,{id:n,value:t.value,...hr(n,t.hint,r),onChange:e=>t.onInput(e.currentTarget.value),children:e.map(({value:e,label:t})=>B(`option`,{value:e,children:t},e))}),B(gr,{id:`${n}-hint`,hint:t.hint,issue:r})]})}var mr=({issues:e=[],name:t})=>e.find(e=>t!==void 0&&`${_t(e)}.`.startsWith(`${t}.`)),hr=(e,t,n)=>({"aria-invalid":n?!0:void 0,"aria-describedby":t||n?`${e}-hint`:void 0});function gr({id:e,hint:t,issue:n}){return!t&&!n?null:B(`div`,{id:e,class:n?`hint bad`:`hint`,children:n?n.message:t})}function _r({label:e,any:t,value:n,options:r,onChoose:i}){let a=n!==void 0&&n!==``&&!r.some(e=>e.value===n);return B(`select`,{"aria-label":e,value:n??``,onChange:e=>i(e.currentTarget.value),children:[B(`option`,{value:``,children:t}),a&&B(`option`,{value:n,children:n}),r.map(e=>B(`option`,{value:e.value,children:e.label},e.value))]})}var vr=5e3;function yr({failure:e,reload:t}){j(()=>{if(!e)return;let n=setTimeout(()=>void t(),vr);return()=>clearTimeout(n)},[e])}function br(){let[e,t]=A([]);return j(()=>{let e=new AbortController,n,r=async()=>{try{t(await xr(e.signal))}catch{e.signal.aborted||(n=setTimeout(()=>void r(),vr))}};return r(),()=>{e.abort(),clearTimeout(n)}},[]),e.map(e=>({value:e,label:e}))}async function xr(e){let t=[],n=null;do{let{eventTypes:r}=await z(On,{after:n},e);t.push(...r.nodes.map(({name:e})=>e)),n=r.pageInfo.hasNextPage?r.pageInfo.endCursor:null}while(n!==null);return t}function Sr(e=``){let t=qn.value,n=rr(Rn,{search:e||null,chosen:t??``,isChosen:t!==null});yr(n);let{data:r}=n,i=r?.organizations.nodes??[],a=t!==null&&!i.some(({id:e})=>e===t),o={id:t??``,name:r?r.chosen?.name??t??``:`…`};return{options:(a?[o,...i]:i).map(({id:e,name:t})=>({value:e,label:t})),hasMore:r?.organizations.pageInfo.hasNextPage??!1}}function Cr(e){let{options:t}=Sr(),n=Wn.value?.organization;return B(pr,{label:`Organization`,...e,options:[{value:``,label:n?`${n.name} (the key’s own)`:`Choose one`},...t]})}var wr={check:`M3.5 8.5l3 3 6-7`,cross:`M4 4l8 8M12 4l-8 8`,clock:`M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,retry:`M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9`,minus:`M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,pause:`M5.5 3.5v9M10.5 3.5v9`,play:`M5 3.5l7 4.5-7 4.5z`,ban:`M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,hourglass:`M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5`,unplugged:`M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z`,shield:`M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z`,search:`M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z`,copy:`M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z`,sun:`M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z`,moon:`M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z`,system:`M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5`,exit:`M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3`,warning:`M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1`,plus:`M8 3v10M3 8h10`,flask:`M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5`};function H({name:e,size:t=14}){return B(`svg`,{class:`icon`,width:t,height:t,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:B(`path`,{d:wr[e]})})}function Tr({size:e}){return B(`svg`,{class:`icon mark`,width:e,height:e,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:[B(`path`,{d:`M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2`}),B(`circle`,{cx:`5`,cy:`3`,r:`1.5`})]})}var Er=250;function Dr(e,t){let[n,r]=A(e),i=N(e),a=N(t);return a.current=t,j(()=>{if(n===i.current)return;let e=setTimeout(()=>{i.current=n,a.current(n)},Er);return()=>clearTimeout(e)},[n]),j(()=>{e!==i.current&&(i.current=e,r(e))},[e]),[n,r]}var U={endpoints:`/`,endpoint:e=>`/console/endpoints/${e}`,live:`/console/live`,deliveries:`/console/deliveries`,delivery:e=>`/console/deliveries/${e}`,eventTypes:`/console/event-types`,eventType:e=>`/console/event-types/${encodeURIComponent(e)}`,event:e=>`/console/events/${e}`};function Or(e,t){let n=Object.entries(t).filter(e=>!!e[1]);return n.length===0?e:`${e}?${new URLSearchParams(n)}`}var kr=/^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;function Ar(){let{route:e,url:t}=ot(),[n,r]=A(``),[i,a]=A(null),[o,s]=A(!1),c=N(null),l=N(null);Nr(`/`,()=>c.current?.focus());let u=()=>{l.current?.abort(),s(!1)};M(()=>u,[t]);async function d(){let t=n.trim();if(t===``)return;a(null),u();let i=new AbortController;l.current=i;let{signal:o}=i;s(!0);try{let n=await jr(t,o);if(o.aborted)return;if(n===null){a(`Nothing that you may see has this id or idempotency key.`);return}r(``),c.current?.blur(),e(n)}catch(e){o.aborted||a(ur(e).message)}finally{o.aborted||s(!1)}}return B(`search`,{children:[B(`form`,{class:`search`,onSubmit:e=>{e.preventDefault(),d()},children:[B(H,{name:`search`}),B(`input`,{ref:c,type:`search`,"aria-label":`Find by id or idempotency key`,placeholder:`evt_… · dlv_… · idempotency key`,spellcheck:!1,autocomplete:`off`,value:n,"aria-invalid":i?!0:void 0,"aria-describedby":`search-said`,onInput:e=>{u(),r(e.currentTarget.value),a(null)}}),B(`kbd`,{children:`/`})]}),B(`div`,{id:`search-said`,class:i?`search-said bad`:`search-said`,role:`status`,children:o?`Searching…`:i})]})}async function jr(e,t){let n=e.toLowerCase();switch(kr.exec(n)?.[1]){case`ep`:return U.endpoint(n);case`evt`:return U.event(n);case`dlv`:return U.delivery(n);case`att`:{Mr(`DELIVERIES_READ`);let{node:e}=await z(cn,{id:n},t);return e?.__typename===`DeliveryAttempt`?U.delivery(e.delivery.id):null}default:{Mr(`EVENTS_READ`);let{events:n}=await z(En,{filter:{idempotencyKey:e,...Jn()}},t);return n.nodes[0]?U.event(n.nodes[0].id):null}}}function Mr(e){if(!R(e))throw new P(`FORBIDDEN`,`Your key lacks the scope ${e}.`)}function Nr(e,t){let n=N(t);n.current=t,j(()=>{let t=t=>{let r=t.target instanceof Element&&t.target.closest(`input, textarea, select, dialog`);t.key!==e||r||t.ctrlKey||t.metaKey||t.altKey||(t.preventDefault(),n.current())};return addEventListener(`keydown`,t),()=>removeEventListener(`keydown`,t)},[e])}var Pr=`hookline.theme`,Fr=zn(`localStorage`),Ir=Fr.getItem(Pr),Lr=Pt(Ir===`light`||Ir===`dark`?Ir:`system`);Wt(()=>{Lr.value===`system`?(Fr.removeItem(Pr),delete document.documentElement.dataset.theme):(Fr.setItem(Pr,Lr.value),document.documentElement.dataset.theme=Lr.value)});var Rr={system:`light`,light:`dark`,dark:`system`};function zr(){Lr.value=Rr[Lr.value]}var Br=[{href:U.endpoints,text:`Endpoints`,under:/^\/($|console$|console\/endpoints)/},{href:U.live,text:`Live`,under:/^\/console\/live/},{href:U.deliveries,text:`Deliveries`,under:/^\/console\/(deliveries|events)/},{href:U.eventTypes,text:`Event types`,under:/^\/console\/event-types/}];function Vr(){let{path:e}=ot();return B(`header`,{children:[B(`a`,{class:`brand`,href:U.endpoints,"aria-label":`Hookline: endpoints`,children:[B(Tr,{size:20}),B(`span`,{children:`Hookline`})]}),B(`nav`,{"aria-label":`Pages`,children:Br.map(({href:t,text:n,under:r})=>B(`a`,{href:t,"aria-current":r.test(e)?`page`:void 0,children:n},t))}),B(Ar,{}),B(`div`,{class:`who`,children:[R(`ADMIN`)&&B(Wr,{}),B(Ur,{}),B(`button`,{type:`button`,class:`bare`,onClick:()=>Qn(),"aria-label":`Sign out`,title:`Sign out (${Wn.value?.organization?.name??Wn.value?.subject})`,children:B(H,{name:`exit`,size:16})})]})]})}var Hr={system:[`system`,`Theme: as the system has it`],light:[`sun`,`Theme: light`],dark:[`moon`,`Theme: dark`]};function Ur(){let[e,t]=Hr[Lr.value];return B(`button`,{type:`button`,class:`bare`,onClick:zr,"aria-label":t,title:t,children:B(H,{name:e,size:16})})}function Wr(){let[e,t]=A(``),[n,r]=Dr(``,e=>t(e.trim())),{options:i,hasMore:a}=Sr(e);return B(C,{children:[(e!==``||n!==``||a)&&B(`input`,{type:`search`,"aria-label":`Find an organization`,placeholder:`Find organization`,value:n,onInput:e=>r(e.currentTarget.value)}),B(`select`,{"aria-label":`Organization`,value:qn.value??``,onChange:e=>{qn.value=e.currentTarget.value||null},children:[B(`option`,{value:``,children:`All organizations`}),i.map(({value:e,label:t})=>B(`option`,{value:e,children:t},e))]})]})}var Gr=`mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`,Kr=`mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`,qr=`mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`,Jr={PENDING:[`Pending`,`idle`,`clock`],RETRYING:[`Retrying`,`warn`,`retry`],SUCCEEDED:[`Succeeded`,`good`,`check`],FAILED:[`Failed`,`bad`,`cross`],CANCELED:[`Canceled`,`idle`,`minus`]},Yr={ACTIVE:[`Active`,`good`,`check`],PAUSED:[`Paused`,`warn`,`pause`],DISABLED:[`Disabled`,`bad`,`ban`]},Xr={SUCCEEDED:[`Succeeded`,`good`,`check`],REJECTED:[`Rejected`,`bad`,`cross`],TIMED_OUT:[`Timed out`,`bad`,`hourglass`],CONNECTION_FAILED:[`No connection`,`bad`,`unplugged`],BLOCKED:[`Blocked`,`bad`,`shield`]},Zr={RETRIES_EXHAUSTED:`its last retry failed`,ENDPOINT_GONE:`the endpoint answered 410 Gone`,ENDPOINT_DISABLED:`its endpoint was disabled`,ENDPOINT_DELETED:`its endpoint was deleted`,CANCELED_BY_USER:`somebody canceled it`,BACKLOG_EXPIRED:`it waited longer than it may`},Qr={MANUAL:`by hand`,GONE:`it answered 410 Gone`,PERSISTENT_FAILURE:`it failed for 5 days`};function $r({tone:e,icon:t,children:n}){return B(`span`,{class:`badge ${e}`,children:[B(H,{name:t,size:12}),n]})}function ei({look:e,name:t}){let[n,r,i]=e??[t,`idle`,`minus`];return B($r,{tone:r,icon:i,children:n})}var ti=({status:e})=>B(ei,{look:Jr[e],name:e}),ni=({status:e})=>B(ei,{look:Yr[e],name:e}),ri=({outcome:e})=>B(ei,{look:Xr[e],name:e}),ii=e=>Object.entries(e).map(([e,[t]])=>({value:e,label:t})),ai=ii(Jr),oi=ii(Yr),si=ii(Xr);function ci(e){return e==null?`–`:e<1e3?`${e} ms`:e<6e4?`${(e/1e3).toFixed(e<1e4?2:1)} s`:`${(e/6e4).toFixed(1)} min`}var li=new Intl.NumberFormat(`en`),W=e=>li.format(e);function ui(e){return e==null?`–`:e===1?`100 %`:`${Math.min(99.9,Math.round(e*1e3)/10).toFixed(1)} %`}function di({label:e,children:t}){return B(`pre`,{class:`code`,role:`group`,"aria-label":e,tabIndex:0,children:t})}var fi=6e3,pi=Pt(null);function G(e,t=`good`){let n=(pi.value?.number??0)+1;pi.value={text:e,tone:t,number:n},setTimeout(()=>{pi.value?.number===n&&(pi.value=null)},fi)}function mi(){return B(`div`,{class:`said`,role:`status`,"aria-live":`polite`,children:pi.value&&B(`p`,{class:pi.value.tone,children:pi.value.text})})}var hi=2e3;async function gi(e){try{await navigator.clipboard.writeText(e)}catch{return G(`The browser does not let this page copy. Select the text instead.`,`bad`),!1}return G(`Copied.`),!0}function _i({text:e,label:t}){let[n,r]=A(!1);async function i(){await gi(e)&&(r(!0),setTimeout(()=>r(!1),hi))}return B(`button`,{type:`button`,class:`copy`,onClick:i,children:[B(H,{name:n?`check`:`copy`}),B(`span`,{children:t})]})}function vi({id:e}){return B(`span`,{class:`id`,children:[B(`code`,{children:e}),B(yi,{id:e})]})}function yi({id:e}){return B(`button`,{type:`button`,class:`bare`,"aria-label":`Copy ${e}`,title:`Copy`,onClick:()=>void gi(e),children:B(H,{name:`copy`})})}var bi=Pt([]),xi=(e,t)=>e.element.compareDocumentPosition(t.element)&Node.DOCUMENT_POSITION_FOLLOWING?-1:1;function Si(e,{code:t,message:n},r){let i=N(r);i.current=r;let a=r!==void 0;M(()=>{if(!a||!e.current)return;let r={element:e.current,code:t,message:n,retry:()=>i.current?.()};return bi.value=[...bi.value,r].sort(xi),()=>{bi.value=bi.value.filter(e=>e!==r)}},[t,n,a]);let o=bi.value.filter(e=>e.code===t&&e.message===n),s=o[0]?.element;return{isRepeated:a&&s!==void 0&&s!==e.current,retry:()=>{for(let{retry:e}of o)e()}}}var Ci={CHANGED_MEANWHILE:`Save again to replace that by what stands here, or change it first.`,FORBIDDEN:`Sign in with a key that has the scope.`,RATE_LIMITED:`Wait a little, then try again.`,REQUEST_TIMEOUT:`Ask for less at once: a narrower filter, or a shorter time.`,INTERNAL_SERVER_ERROR:`Look for the error id in the server’s log.`};function K({failure:e,onRetry:t}){let n=N(null),{isRepeated:r,retry:i}=Si(n,e,t);return r?B(`div`,{ref:n,class:`quiet`,children:`This could not be read either, as is said above.`}):B(`div`,{ref:n,class:`fault`,role:`alert`,children:[B(H,{name:`warning`,size:16}),B(`div`,{children:[B(`strong`,{children:wi(e)}),e.issues.length>0&&B(`ul`,{children:e.issues.map(e=>B(`li`,{children:[B(Ti,{issue:e}),` `,e.message,e.suggestion&&!e.message.includes(e.suggestion)&&B(C,{children:[` `,`Did you mean `,B(`code`,{children:e.suggestion}),`?`]})]},e.path.join(`.`)+e.message))}),Ci[e.code]&&B(`p`,{children:Ci[e.code]}),e.errorId&&B(`p`,{class:`quiet`,children:[e.code,` · error id `,B(`code`,{children:e.errorId})]})]}),t&&B(`button`,{type:`button`,onClick:i,children:`Try again`})]})}function wi({code:e,message:t,issues:n}){return n.length===0||e===`CHANGED_MEANWHILE`?t:`This was not accepted:`}function Ti({issue:e}){return e.label?B(C,{children:[e.label,`:`]}):e.path.length>0?B(`code`,{children:_t(e)}):null}function q({title:e,children:t,example:n}){return B(`div`,{class:`empty`,children:[B(`h2`,{children:e}),t&&B(`div`,{children:t}),n&&B(Ei,{text:n,name:`example`})]})}function Ei({text:e,name:t}){return B(`div`,{class:`snippet`,children:[B(di,{label:`The ${t}`,children:e}),B(_i,{text:e,label:`Copy the ${t}`})]})}function Di({rows:e=5}){return B(`div`,{class:`skeleton`,role:`status`,"aria-label":`Loading`,children:Array.from({length:e},(e,t)=>B(`span`,{},t))})}function Oi({scope:e,what:t}){return B(q,{title:`This key may not see ${t}`,children:B(`p`,{children:[`It lacks the scope `,B(`code`,{children:e}),`. Whoever has `,B(`code`,{children:`API_KEYS_WRITE`}),` can make one that has it.`]})})}function ki({label:e,columns:t,rows:n,keyOf:r,rowClass:i=()=>``,isCompact:a=!1}){return B(`table`,{class:a?`rows compact`:`rows`,"aria-label":e,children:[B(`thead`,{children:B(`tr`,{children:t.map(({head:e,kind:t=``})=>B(`th`,{scope:`col`,class:t,children:e},e))})}),B(`tbody`,{children:n.map(e=>B(`tr`,{class:i(e),children:t.map(({head:t,cell:n,kind:r=``})=>B(`td`,{class:r,"data-head":t,children:n(e)},t))},r(e)))})]})}function Ai({label:e,pages:t,columns:n,empty:r}){let{rows:i,failure:a,loading:o}=t,s=()=>void t.reload();return i?B(C,{children:[a&&B(K,{failure:a,onRetry:s}),i.length===0?r:B(ki,{label:e,columns:n,rows:i,keyOf:e=>e.id}),t.hasMore&&B(ji,{count:i.length,loading:o,onMore:()=>void t.more()})]}):a?B(K,{failure:a,onRetry:s}):B(Di,{})}function ji({count:e,loading:t,onMore:n}){let r=N(null),i=N(e);return M(()=>()=>{if(!r.current?.contains(document.activeElement))return;let e=r.current.previousElementSibling;queueMicrotask(()=>{e?.querySelectorAll(`tbody tr`)[i.current]?.querySelector(`a`)?.focus()})},[]),B(`p`,{ref:r,class:`more`,children:B(`button`,{type:`button`,"aria-disabled":t,onClick:()=>{t||(i.current=e,n())},children:t?`Loading…`:`Load more`})})}var Mi=Pt(Date.now());setInterval(()=>{Mi.value=Date.now()},5e3);var Ni=new Intl.RelativeTimeFormat(`en`,{numeric:`always`,style:`narrow`}),Pi=new Intl.DateTimeFormat(`en-GB`,{dateStyle:`medium`,timeStyle:`long`}),Fi=[[60,1,`second`],[3600,60,`minute`],[86400,3600,`hour`],[1/0,86400,`day`]];function Ii(e){let t=(e-Math.max(Mi.value,Date.now()))/1e3;if(Math.abs(t)<2)return`now`;let[,n,r]=Fi.find(([e])=>Math.abs(t)<e)??Fi[3];return Ni.format(Math.trunc(t/n),r)}var Li=e=>Date.parse(e)<=Math.max(Mi.value,Date.now());function Ri(e,t){return t===Li(e)?t?`due now`:`now`:Ii(Date.parse(e))}function J({at:e,none:t=`–`,isDue:n=!1}){return e?B(`time`,{dateTime:e,title:Pi.format(new Date(e)),children:Ri(e,n)}):B(`span`,{class:`quiet`,children:t})}var zi=new Intl.DateTimeFormat(`en-GB`,{timeStyle:`medium`});function Bi({at:e}){let t=new Date(e);return B(`time`,{class:`mono`,dateTime:e,title:Pi.format(t),children:[zi.format(t),B(`span`,{class:`quiet`,children:[`.`,String(t.getMilliseconds()).padStart(3,`0`)]})]})}var Vi=e=>Pi.format(new Date(e)),Hi=[{head:`Delivery`,kind:`main`,cell:e=>B(C,{children:[B(`a`,{class:`strong`,href:U.delivery(e.id),children:e.event.type}),e.isTest&&B(`span`,{class:`tag`,children:`test`}),B(`div`,{class:`quiet mono`,children:Gi(e.id)})]})},{head:`Status`,cell:e=>B(ti,{status:e.status})},{head:`Endpoint`,cell:({endpoint:e,endpointId:t})=>e?B(`a`,{class:`clamp`,href:U.endpoint(t),title:e.name??e.url,children:e.name??e.url}):B(`span`,{class:`quiet`,children:`deleted`})},{head:`Attempts`,kind:`number`,cell:({attemptCount:e})=>W(e)},{head:`Last answer`,cell:({lastAttempt:e})=>e?B(`span`,{class:`nowrap`,children:[B(Wi,{status:e.responseStatus,outcome:e.outcome}),` `,B(`span`,{class:`quiet`,children:ci(e.durationMs)})]}):B(`span`,{class:`quiet`,children:`–`})},{head:`Next attempt`,cell:({nextAttemptAt:e})=>B(J,{at:e,isDue:!0})},{head:`Created`,cell:({createdAt:e})=>B(J,{at:e})}],Ui=Hi.filter(({head:e})=>e!==`Endpoint`);function Wi({status:e,outcome:t}){let n=t===`SUCCEEDED`?`good-text`:`bad-text`;return e===null?B(`span`,{class:n,children:t.toLowerCase().replaceAll(`_`,` `)}):B(`span`,{class:`mono ${n}`,children:e})}var Gi=e=>`${e.split(`_`)[0]}_…${e.slice(-8)}`;function Ki({pages:e,wrong:t,ofOneEndpoint:n=!1,empty:r}){return t?B(K,{failure:t}):B(Ai,{label:`Deliveries`,pages:e,columns:n?Ui:Hi,empty:r})}function qi({rows:e}){return B(ki,{label:`Deliveries`,columns:Hi,rows:e,keyOf:e=>e.id})}var Ji=100;function Yi(e,t=[]){let n=rr(fn,R(`ENDPOINTS_READ`)?{filter:Jn()}:null);yr(n);let{data:r}=n,i=(r?.endpoints.nodes??[]).map(({id:e,name:t,url:n})=>({value:e,label:t??n})),a=new Map(i.map(({value:e,label:t})=>[e,t])),o=Zi(r?[...e?[e]:[],...t].filter(e=>!a.has(e)):[]),s=e&&o.get(e);return{options:Xi(s?[{value:e,label:s},...i]:i),nameOf:e=>a.get(e)??o.get(e)??Gi(e)}}function Xi(e){let t=Map.groupBy(e,({label:e})=>e);return e.map(({value:e,label:n})=>({value:e,label:t.get(n)?.length===1?n:`${n} · ${Gi(e)}`}))}function Zi(e){let[t,n]=A(new Map),r=N(!1),i=N(!1);j(()=>()=>{i.current=!0},[]);let a=[...new Set(e)].filter(e=>!t.has(e)).slice(0,Ji);return j(()=>{r.current||a.length===0||(r.current=!0,z(pn,{ids:a}).then(({nodes:e})=>{let t=e.map(e=>e?.__typename===`Endpoint`?e.name??e.url:null);i.current||n(e=>new Map([...e,...a.map(Qi(t))]))}).catch(()=>void 0).finally(()=>{r.current=!1}))},[a.join()]),t}var Qi=e=>(t,n)=>[t,e[n]??null],$i=!0,ea=()=>document.querySelector(`main h1`)?.focus({preventScroll:!0});function Y({title:e,heading:t,actions:n,children:r}){let i=N(null);return j(()=>{document.title=`${e} · Hookline`},[e]),j(()=>{$i?$i=!1:(document.activeElement===document.body||document.activeElement?.closest(`header nav, main`))&&i.current?.focus({preventScroll:!0})},[]),B(`main`,{id:`main`,tabIndex:-1,children:[B(`div`,{class:`heading`,children:[B(`h1`,{ref:i,tabIndex:-1,children:t??e}),n&&B(`div`,{class:`buttons`,children:n})]}),r]})}function ta({title:e,tools:t,children:n}){return B(`section`,{children:[B(`div`,{class:`section-head`,children:[B(`h2`,{children:e}),t&&B(`div`,{class:`buttons`,children:t})]}),n]})}function na({facts:e}){return B(`dl`,{class:`facts`,children:e.filter(([,e])=>e!=null&&e!==!1).map(([e,t])=>B(`div`,{children:[B(`dt`,{children:e}),B(`dd`,{children:t})]},e))})}var ra=6e4,ia=60*ra,aa=[{value:`1h`,label:`Last hour`,ms:ia},{value:`24h`,label:`Last 24 hours`,ms:24*ia},{value:`7d`,label:`Last 7 days`,ms:168*ia}],oa=`range`,sa=[...aa,{value:oa,label:`From – to…`}];function ca({within:e,since:t,until:n}){let r=aa.find(({value:t})=>t===e);if(r)return{within:r.ms,span:{},wrong:null};let i={...t&&{since:t},...n&&{until:n}};return{within:void 0,span:i,wrong:la(e,i)}}function la(e,{since:t,until:n}){return e?new P(`BAD_REQUEST`,`The address asks for the time “${e}”, which is none of ${aa.map(({value:e})=>e).join(`, `)}.`):t&&n&&Date.parse(t)>=Date.parse(n)?new P(`BAD_REQUEST`,`“from” is not before “to”: nothing lies between them.`):null}function ua({query:e,onQuery:t}){let{within:n,span:r}=ca(e),i=N(null),a=i.current?.contains(document.activeElement)??!1,o=n===void 0&&(Object.keys(r).length>0||a),s=n=>t({...e,within:void 0,since:void 0,until:void 0,...n});return B(C,{children:[B(_r,{label:`Time`,any:`Any time`,value:o?oa:e.within,options:sa,onChoose:e=>{s(e===oa?{since:pa(cr(n??24*ia))}:{within:e})}}),o&&B(`fieldset`,{ref:i,class:`span`,children:[B(`legend`,{class:`hidden`,children:[`Time, in `,fa()]}),B(da,{label:`from`,at:r.since,onAt:e=>s({...r,since:e})}),B(da,{label:`to`,at:r.until,onAt:e=>s({...r,until:e})}),B(`span`,{class:`quiet`,children:fa()})]})]})}function da({label:e,at:t,onAt:n}){let[r,i]=Dr(ma(t),e=>{e.startsWith(`0`)||n(e===``?void 0:new Date(e).toISOString())});return B(`label`,{children:[e,` `,B(`input`,{type:`datetime-local`,max:`9999-12-31T23:59`,value:r,onInput:e=>i(e.currentTarget.value)})]})}var fa=()=>new Intl.DateTimeFormat().resolvedOptions().timeZone,pa=e=>new Date(Math.floor(Date.parse(e)/ra)*ra).toISOString();function ma(e){let t=e===void 0?NaN:Date.parse(e);if(Number.isNaN(t))return``;let n=new Date(t-new Date(t).getTimezoneOffset()*ra).toISOString();return n.slice(0,n.endsWith(`:00.000Z`)?16:23)}var ha=1e4,ga=100,_a=50,va=[1e3,2e3,4e3,8e3,15e3],ya=45e3,ba=`The server does not answer.`,xa=new Set([`UNREACHABLE`,`UNEXPECTED_ANSWER`,`RATE_LIMITED`,`REQUEST_TIMEOUT`,`UNAVAILABLE`]),Sa=class{#e={phase:`asking`,counted:0,isAllCounted:!1,accepted:0,refused:new Map,unanswered:[],failure:null,hasMore:!1};#t;#n=new AbortController;#r;#i=new AbortController;#a;constructor(e,t){this.#a=e,this.#t=t,this.#r=this.#o().catch(e=>{this.#n.signal.aborted||this.#d({phase:`ended`,failure:ur(e)})})}get state(){return this.#e}async start(){this.#n.abort(),this.#d({phase:`running`,failure:null}),await this.#r;try{await this.#s()}catch(e){this.#i.signal.aborted||this.#d({failure:ur(e)})}this.#d({phase:this.#i.signal.aborted?`stopped`:`ended`})}stop(){this.#e.phase===`running`&&this.#d({phase:`stopping`}),this.#n.abort(),this.#i.abort()}async#o(){let{signal:e}=this.#n,t=null;do{let n={first:ga,after:t,filter:this.#a},{nodes:r,pageInfo:i}=await this.#u(async()=>(await z(an,n,Ta(e))).deliveries,e),a=t===null?lr(r.map(({createdAt:e})=>e)):null;a!==null&&(this.#a={...this.#a,until:a}),t=i.endCursor,this.#d({counted:this.#e.counted+r.length,isAllCounted:!i.hasNextPage})}while(!this.#e.isAllCounted&&this.#e.counted<1e4)}async#s(){let{signal:e}=this.#i,t=null;for(let n=0;n<ha;){let r=await this.#u(()=>Ea(()=>this.#c(t),e),e);if(e.aborted||!r.hasPreviousPage)return;n+=r.count,t=r.startCursor}this.#d({hasMore:!0})}async#c(e){let{signal:t}=this.#i,{nodes:n,pageInfo:r}=(await z(on,{last:_a,before:e,filter:this.#a},Ta(t))).deliveries,i=n.map(({id:e})=>e).reverse(),a=this.#e.unanswered.filter(e=>!i.includes(e));return this.#d({accepted:this.#e.accepted+a.length,unanswered:[]}),i.length>0&&!t.aborted&&(this.#d({unanswered:i}),this.#l(i,await z(wa(i),Object.fromEntries(i.map(Ca)),Ta()))),{...r,count:i.length}}#l(e,t){let n=new Map(this.#e.refused),{accepted:r}=this.#e;for(let[i,a]of e.entries()){let e=t[`at${i}`]?.message;e===void 0?r+=1:n.set(e,{count:(n.get(e)?.count??0)+1,example:a})}this.#d({accepted:r,refused:n,unanswered:[]})}async#u(e,t){for(let n=0;;n+=1){try{let t=await e();return this.#d({failure:null}),t}catch(e){let r=e instanceof DOMException?new P(`UNREACHABLE`,ba):ur(e);if(t.aborted||!xa.has(r.code))throw r;n>0&&this.#d({failure:r})}await Da(va[Math.min(n,va.length-1)],t)}}#d(e){this.#e={...this.#e,...e},this.#t(this.#e)}},Ca=(e,t)=>[`id${t}`,e];function wa(e){let t=e.map((e,t)=>`$id${t}: ID!`),n=e.map((e,t)=>`at${t}: deliveryRetry(id: $id${t}) { ... on Error { message } }`);return new L(`mutation DeliveryRetries(${t.join(`, `)}) { ${n.join(` `)} }`)}var Ta=(...e)=>AbortSignal.any([...e,AbortSignal.timeout(ya)]),Ea=(e,t)=>isSecureContext?navigator.locks.request(`hookline.retry-all`,{signal:t},()=>e()):e();function Da(e,t){return new Promise(n=>{if(t.aborted)return n();let r=()=>{clearTimeout(i),t.removeEventListener(`abort`,r),n()},i=setTimeout(r,e);t.addEventListener(`abort`,r)})}var Oa=({detail:e})=>e>1;function X({scope:e,forbidden:t,busy:n=!1,icon:r,kind:i=``,onAct:a,children:o}){let s=Re(),c=N(null);M(()=>()=>{document.activeElement===c.current&&ea()},[]);let l=R(e)?t??null:`Your key lacks the scope ${e}.`;return B(C,{children:[B(`button`,{ref:c,type:`button`,class:i,"aria-disabled":l!==null||n,"aria-describedby":l?s:void 0,title:l??void 0,onKeyDown:e=>{e.repeat&&e.key===`Enter`&&e.preventDefault()},onClick:e=>{l?G(l,`bad`):!n&&!Oa(e)&&a()},children:[r&&B(H,{name:r}),o]}),l&&B(`span`,{id:s,class:`hidden`,children:l})]})}function ka({title:e,busy:t=!1,onClose:n,children:r}){let i=Re(),a=N(null);return M(()=>{let e=a.current;return e?.showModal(),()=>e?.close()},[]),B(`dialog`,{ref:a,"aria-labelledby":i,onKeyDown:e=>{t&&e.key===`Escape`&&e.preventDefault()},onCancel:e=>{e.preventDefault(),t||n()},onClickCapture:e=>{Oa(e)&&e.target.closest(`.buttons`)&&(e.preventDefault(),e.stopPropagation())},children:[B(`h2`,{id:i,children:e}),r,B(mi,{})]})}function Aa({title:e,submit:t,danger:n=!1,busy:r,failure:i,onSubmit:a,onClose:o,children:s}){return B(ka,{title:e,busy:r,onClose:o,children:B(`form`,{onSubmit:e=>{e.preventDefault(),r||a()},children:[s,i&&B(K,{failure:i}),B(`div`,{class:`buttons`,children:[B(`button`,{type:`button`,"aria-disabled":r,onClick:()=>!r&&o(),children:`Cancel`}),B(`button`,{type:`submit`,class:n?`danger`:`primary`,"aria-disabled":r,children:r?`Working…`:t})]})]})})}function ja({filter:e,within:t,pages:n,forbidden:r}){let[i,a]=A(null);return B(C,{children:[B(X,{scope:`DELIVERIES_WRITE`,icon:`retry`,forbidden:r??(n.rows?.length===0?`Nothing is listed.`:null),onAct:()=>a({...e,...t&&{since:cr(t)}}),children:`Retry all…`}),i&&B(Ma,{filter:i,onClose:()=>{a(null),n.reload()}})]})}function Ma({filter:e,onClose:t}){let[n,r]=A(null),i=N(null),a=N(null);j(()=>{let t=new Sa(e,r);return i.current=t,r(t.state),()=>{Na(t.state)&&G(`Retrying was stopped, as its page was left.`,`bad`),t.stop()}},[e]);let o=n?.phase??`asking`,s=n!==null&&Na(n),c=o===`stopped`||o===`ended`;M(()=>{c&&a.current?.focus()},[c]);let l=o===`asking`&&n!==null&&n.counted>0;return B(ka,{title:`Retry all that failed`,busy:s,onClose:t,children:[B(`p`,{role:`status`,children:n&&B(Ia,{state:n})}),o===`asking`?B(`p`,{class:`quiet`,children:`Each is attempted once, the oldest first, before all else that waits for its endpoint. Those whose endpoint is not active, or whose payload is no longer kept, will be refused.`}):n&&B(La,{state:n}),n?.failure&&!s&&B(K,{failure:n.failure}),B(`div`,{class:`buttons`,children:[B(`button`,{ref:a,type:`button`,"aria-disabled":o===`stopping`,onClick:()=>s?i.current?.stop():t(),children:o===`asking`?`Cancel`:s?`Stop`:`Close`}),!c&&B(`button`,{type:`button`,class:`primary`,"aria-disabled":!l,onClick:()=>l&&void i.current?.start(),children:s?`Retrying…`:n?.isAllCounted?`Retry ${W(n.counted)}`:`Retry all`})]})]})}var Na=({phase:e})=>e===`running`||e===`stopping`,Pa=e=>`${W(e)} ${e===1?`delivery`:`deliveries`}`,Fa=({accepted:e,refused:t,counted:n})=>{let r=[...t.values()].reduce((e,{count:t})=>e+t,0),i=e+r;return{done:i,all:Math.max(n,i),counts:`${W(e)} accepted, ${W(r)} refused`}};function Ia({state:e}){let{phase:t,counted:n,isAllCounted:r,failure:i}=e,{done:a,all:o,counts:s}=Fa(e);switch(t){case`asking`:return r?B(C,{children:[Pa(n),` failed, by the filters of the list.`]}):n<1e4?B(C,{children:`Counting…`}):B(C,{children:[`More than `,W(ha),` failed, by the filters of the list: the oldest `,W(ha),` `,`are retried now.`]});case`running`:return i?B(C,{children:[i.message,` It goes on as soon as it can.`]}):B(`span`,{class:`hidden`,children:r&&`${Math.floor(a/o*10)*10} %`});case`stopping`:return B(C,{children:`Stopping…`});case`stopped`:return B(C,{children:[`Stopped: `,s,`.`]});case`ended`:return B(C,{children:[i?`Broken off`:`Done`,`: `,s,`.`]})}}function La({state:e}){let{phase:t,isAllCounted:n,refused:r,unanswered:i,hasMore:a}=e,o=t===`ended`||t===`stopped`,{done:s,all:c,counts:l}=Fa(e),u=[...r].sort(([,e],[,t])=>t.count-e.count);return B(C,{children:[!o&&B(C,{children:[B(`progress`,{"aria-label":`Asked for`,max:c,...n&&{value:s}}),B(`p`,{children:[W(s),` of `,n||`more than `,W(c),`: `,l]})]}),o&&i.length>0&&B(`p`,{children:[`Of `,Pa(i.length),` more it is not known: the answer was lost.`]}),a&&B(`p`,{children:`There are more: begin again for these.`}),u.length>0&&B(`ul`,{class:`refusals`,"aria-label":`Refused`,children:u.map(([e,{count:t,example:n}])=>B(`li`,{children:[W(t),` × `,e,` `,o&&B(`a`,{href:U.delivery(n),children:[`One of them: `,Gi(n)]})]},e))})]})}function Ra(){return R(`DELIVERIES_READ`)?B(za,{}):B(Y,{title:`Deliveries`,children:B(Oi,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function za(){let{query:e,path:t,route:n}=ot(),{options:r}=Yi(e.endpoint),i=br(),{within:a,span:o,wrong:s}=ca(e),c={...Jn(),...e.status&&{status:[e.status]},...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...o},l=or(rn,s?null:{filter:c},({deliveries:e})=>e,{madeAt:({createdAt:e})=>e,within:a}),u=e=>n(Or(t,e),!0),d=t=>n=>u({...e,[t]:n});return B(Y,{title:`Deliveries`,actions:B(C,{children:[e.status===`FAILED`&&!s&&B(ja,{filter:c,within:a,pages:l}),B(`button`,{type:`button`,"aria-disabled":l.loading,onClick:()=>!l.loading&&void l.reload(),children:l.loading?`Loading…`:`Refresh`})]}),children:[B(`div`,{class:`filters`,children:[B(_r,{label:`Status`,any:`Any status`,value:e.status,options:ai,onChoose:d(`status`)}),B(_r,{label:`Endpoint`,any:`Any endpoint`,value:e.endpoint,options:r,onChoose:d(`endpoint`)}),B(_r,{label:`Event type`,any:`Any event type`,value:e.type,options:i,onChoose:d(`type`)}),B(ua,{query:e,onQuery:u})]}),B(Ki,{pages:l,wrong:s,empty:Object.keys(e).length>0?B(q,{title:`No delivery is like this`,children:B(`p`,{children:B(`a`,{href:U.deliveries,children:`Show all deliveries`})})}):B(q,{title:`No deliveries yet`,example:Kr,children:B(`p`,{children:`Each event that is published makes one for every endpoint that wants it:`})})})]})}function Ba(){let e=N(!1);return M(()=>()=>{e.current=!0},[]),e}function Va(){let{route:e}=ot(),t=Ba();return n=>{t.current||e(n)}}async function Z(e,t){let{result:n}=await z(e,t);if(n.code===void 0)return n;throw new P(n.code,n.message??n.__typename,{errorId:n.errorId??null,issues:n.issues??[]})}function Ha(){let[e,t]=A(!1),[n,r]=A(null),i=Ba();return{busy:e,failure:n,clear:()=>r(null),async start(e){t(!0),r(null);try{return await e(),!0}catch(e){let t=ur(e);return r(t),i.current&&!t.isOfCredential&&G(`What was begun on the page before failed: ${t.message}`,`bad`),!1}finally{t(!1)}}}}var Ua=e=>`'${e.replaceAll(`'`,`'\\''`)}'`;function Wa(e,t){let n=e.requestHeaders.filter(({name:e})=>e.toLowerCase()!==`content-length`).map(({name:e,value:t})=>`-H ${Ua(`${e}: ${t??`<fill in>`}`)}`);e.requestHeaders.some(({name:e})=>e.toLowerCase()===`content-type`)||n.unshift(`-H ${Ua(`content-type: application/json`)}`);let r=t===null?[]:[`--data-raw ${Ua(t)}`];return[`curl -i -X POST ${Ua(e.url)}`,...n,...r].join(` \\
  `)}function Ga(e){try{JSON.parse(e)}catch{return e}let t=0,n=``;for(let[r]of e.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)){let e=n.at(-1);r===`}`||r===`]`?(--t,n+=e===`{`||e===`[`?r:`\n${`  `.repeat(t)}${r}`):((e===`{`||e===`[`)&&(n+=`\n${`  `.repeat(t)}`),n+=r,r===`{`||r===`[`?t+=1:r===`,`?n+=`\n${`  `.repeat(t)}`:r===`:`&&(n+=` `))}return n}var Ka={AUTOMATIC:``,MANUAL:`by hand`,TEST:`test`};function qa({delivery:e}){let t=e.attempts.nodes.toReversed();if(t.length===0)return B(`p`,{class:`quiet`,children:e.nextAttemptAt?B(C,{children:[`The first one: `,B(J,{at:e.nextAttemptAt,isDue:!0}),`.`]}):`None was made.`});let n=Math.max(...t.map(({durationMs:e})=>e),1);return B(C,{children:[B(`ol`,{class:`attempts`,reversed:!0,children:t.map((t,r)=>B(Ja,{attempt:t,isNewest:r===0,longest:n,body:e.requestBody},t.id))}),e.attemptCount>t.length&&B(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]})}function Ja({attempt:e,isNewest:t,longest:n,body:r}){let[i]=A(t);return B(`li`,{children:B(`details`,{open:i,children:[B(`summary`,{children:[B(`span`,{class:`attempt-number`,children:[`#`,e.number]}),B(ri,{outcome:e.outcome}),B(Wi,{status:e.responseStatus,outcome:e.outcome}),B(`span`,{class:`timing`,children:B(`span`,{class:`timing-bar`,style:{width:`${Math.max(2,e.durationMs/n*100)}%`}})}),B(`span`,{class:`attempt-duration`,children:ci(e.durationMs)}),B(`span`,{class:`quiet`,children:[B(Bi,{at:e.startedAt}),` · `,B(J,{at:e.startedAt}),Ka[e.trigger]&&` · ${Ka[e.trigger]}`]})]}),B(Ya,{attempt:e,body:r})]})})}function Ya({attempt:e,body:t}){return B(`div`,{class:`exchange`,children:[e.errorMessage&&B(`p`,{class:`bad-text`,children:e.errorMessage}),B(Xa,{title:`Request`,tools:B(_i,{text:Wa(e,t),label:`Copy as curl`}),children:B(di,{label:`Request of attempt ${e.number}`,children:[B(`b`,{children:`POST`}),` `,e.url,`
`,B(Za,{headers:e.requestHeaders})]})}),B(Xa,{title:`Response`,children:e.responseStatus===null?B(`p`,{class:`quiet`,children:`There was none.`}):B(di,{label:`Response of attempt ${e.number}`,children:[B(`b`,{children:e.responseStatus}),`
`,B(Za,{headers:e.responseHeaders??[]}),e.responseBody&&`\n${Ga(e.responseBody)}`,e.responseBodyTruncated&&B(`span`,{class:`quiet`,children:[`
`,`… cut off: 16 KiB are kept`]})]})})]})}function Xa({title:e,tools:t,children:n}){return B(`div`,{children:[B(`div`,{class:`section-head`,children:[B(`h3`,{children:e}),t]}),n]})}function Za({headers:e}){return B(C,{children:e.map(({name:e,value:t})=>B(`span`,{children:[B(`span`,{class:`header-name`,children:[e,`:`]}),` `,t??B(`i`,{children:`not shown`}),`
`]},e+(t??``)))})}function Qa({state:e,onRetry:t}){let{phase:n,resumed:r,failure:i}=e;return B(`div`,{class:`connection ${n}`,role:`status`,children:[n===`live`&&B(C,{children:[B(`span`,{class:`pulse`,"aria-hidden":`true`}),` Live`]}),n===`connecting`&&B(C,{children:[B(H,{name:`clock`}),` Connecting…`]}),n===`lost`&&B(C,{children:[B(H,{name:`unplugged`}),` `,i?.code===`UNREACHABLE`?`Connection lost, reconnecting…`:`Not live: the server cannot read the feed, trying again…`,` `,B(`button`,{type:`button`,class:`link`,onClick:t,children:`Try now`})]}),n===`failed`&&B(C,{children:[B(H,{name:`warning`}),` Not live`]}),r&&n===`live`&&B(`span`,{class:`quiet`,children:[` `,`· resumed at `,B(Bi,{at:r.at}),`,`,` `,r.isGap?`without what happened meanwhile: the deliveries have it`:`${W(r.caughtUp)} ${r.caughtUp===1?`item`:`items`} caught up`]})]})}function Q(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function $a(e){return Q(e)===`object`}function eo(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function to(e,t){return e.length<124?e:t}var $=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))($||{}),no=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(no||{});function ro(e){if(!$a(e))throw Error(`Message is expected to be an object, but got ${Q(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${Q(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!$a(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!$a(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${Q(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${Q(e.payload.query)}`);if(e.payload.variables!=null&&!$a(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${Q(e.payload.variables)}`);if(e.payload.operationName!=null&&Q(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${Q(e.payload.operationName)}`);if(e.payload.extensions!=null&&!$a(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${Q(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!$a(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${Q(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!eo(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function io(e,t){return ro(typeof e==`string`?JSON.parse(e,t):e)}function ao(e,t){return ro(e),JSON.stringify(e,t)}function oo(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=co,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!uo(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(ao({type:no.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof so&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(ao(e?{type:no.ConnectionInit,payload:e}:{type:no.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close($.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close($.InternalClientError,to(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=io(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(ao(n.payload?{type:no.Pong,payload:n.payload}:{type:no.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==no.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close($.BadResponse,to(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(co(e)&&(lo(e.code)||[$.InternalServerError,$.InternalClientError,$.BadRequest,$.BadResponse,$.Unauthorized,$.SubprotocolNotAcceptable,$.SubscriberAlreadyExists,$.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(co(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case no.Next:t.next(e.payload);return;case no.Error:i=!0,r=!0,t.error(e.payload),a();return;case no.Complete:r=!0,a();return}});o.send(ao({id:n,type:no.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(ao({id:n,type:no.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new so)}}}var so=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function co(e){return $a(e)&&`code`in e&&`reason`in e}function lo(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function uo(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var fo=1e4,po=5e3,mo=new Set([4401,4403]);function ho(){let e,t=oo({url:`${location.protocol===`https:`?`wss`:`ws`}://${location.host}/graphql`,connectionParams:$n,retryAttempts:0,keepAlive:fo,on:{ping:n=>{n||(e=setTimeout(()=>t.terminate(),po))},pong:t=>{t&&clearTimeout(e)},closed:()=>clearTimeout(e)}});return t}function go(e){return Array.isArray(e)?yt(e[0]):e instanceof CloseEvent&&mo.has(e.code)?new P(`INVALID_AUTHORIZATION`,e.reason.replace(/^[A-Z_]+: /,``)):new P(`UNREACHABLE`,`The connection was lost.`)}var _o=[250,500,1e3,2e3,4e3,8e3,15e3],vo=15e3,yo=1e4,bo=new Set([`CURSOR_INVALID`,`CURSOR_AHEAD`]),xo=new Set([`FORBIDDEN`,`BAD_REQUEST`,`NOT_FOUND`,`QUERY_TOO_COMPLEX`]),So=class{#e;#t=ho();#n={phase:`connecting`,resumed:null,failure:null};#r=null;#i=new Set;#a=0;#o=()=>{};#s;#c=0;#l=0;#u=!1;#d={readAt:``,at:0};#f=!1;constructor(e){this.#e=e,addEventListener(`online`,this.reconnectNow),this.#p()}reconnectNow=()=>{this.#n.phase===`lost`&&this.#p()};stop(){this.#a+=1,removeEventListener(`online`,this.reconnectNow),clearTimeout(this.#s),this.#o(),this.#t.dispose()}async#p(){this.#a+=1;let e=this.#a,t=()=>e===this.#a,n=e=>{t()&&this.#v(e)};this.#o(),this.#l=0,this.#u=!0,this.#d={readAt:``,at:0},this.#_();try{this.#r===null&&await this.#m(t)}catch(e){return n(ur(e))}t()&&(this.#o=this.#t.subscribe({query:In.toString(),variables:{after:this.#r,filter:this.#e.filter}},{next:({data:e,errors:r})=>{t()&&(e?.deliveryFeed?this.#h(e.deliveryFeed):r?.[0]&&n(yt(r[0])))},error:e=>n(go(e)),complete:()=>n(new P(`UNREACHABLE`,`The server ended the subscription.`))}))}async#m(e){let{filter:t,recent:n,onItem:r}=this.#e,i=(await z(Pn,{})).deliveryFeedCursor;if(n>0&&this.#i.size===0){let{deliveryFeed:i}=await z(Fn,{last:n,filter:t});if(!e())return;this.#i=new Set(i.nodes.map(e=>e.cursor));for(let e of i.nodes)e.__typename!==`FeedCheckpoint`&&r(e)}e()&&(this.#r=i)}#h(e){if(this.#r=e.cursor,this.#c=0,e.__typename!==`FeedCheckpoint`){if(this.#u&&this.#_(),this.#i.has(e.cursor))return;this.#u&&(this.#l+=1),this.#e.onItem(e);return}if(this.#g(e.occurredAt)){this.#v(new P(`UNAVAILABLE`,`The server cannot read the feed.`));return}if(!this.#u)return;this.#u=!1,clearTimeout(this.#s);let t={at:new Date().toISOString(),caughtUp:this.#l,isGap:this.#f};this.#f=!1,this.#y({phase:`live`,failure:null,resumed:this.#n.phase===`lost`?t:this.#n.resumed})}#g(e){let t=this.#d;return this.#d={readAt:e,at:Date.now()},e===t.readAt&&this.#d.at-t.at>=yo}#_(){clearTimeout(this.#s),this.#s=setTimeout(()=>this.#v(new P(`UNREACHABLE`,`The server does not answer.`)),vo)}#v(e){if(this.#a+=1,clearTimeout(this.#s),e.isOfCredential){Qn(e);return}if(xo.has(e.code)){this.#y({phase:`failed`,failure:e});return}bo.has(e.code)&&(this.#r=null,this.#f=!0),this.#y({phase:`lost`,failure:e});let t=_o[Math.min(this.#c,_o.length-1)];this.#c+=1,this.#s=setTimeout(this.reconnectNow,t*(.75+Math.random()/2))}#y(e){this.#n={...this.#n,...e},this.#e.onState(this.#n)}},Co={phase:`connecting`,resumed:null,failure:null};function wo(e,t,n=0){let[r,i]=A(Co),a=N(t);a.current=t;let o=N(null),s=JSON.stringify(e);return j(()=>{if(s===`null`)return;i(Co);let e=new So({recent:n,filter:JSON.parse(s),onItem:e=>a.current(e),onState:i});return o.current=e,()=>e.stop()},[s]),{state:r,reconnectNow:()=>o.current?.reconnectNow()}}function To(e,t){let n=wo(e,t),r=n.state.phase===`live`;return j(()=>{r&&t()},[r]),n}function Eo(e,t){let n=N(void 0),r=N(t);return r.current=t,j(()=>()=>clearTimeout(n.current),[]),()=>{n.current??=setTimeout(()=>{n.current=void 0,r.current()},e)}}var Do=200;function Oo({id:e}){let t=R(`DELIVERIES_READ`),{data:n,failure:r,reload:i}=rr(sn,t?{id:e}:null),a=Eo(Do,()=>void i()),{state:o,reconnectNow:s}=To(t?{deliveryId:e}:null,a),c=n?.delivery;return c?B(Y,{title:`${c.event.type} delivery`,heading:B(C,{children:[B(`span`,{class:`url`,children:c.event.type}),` `,B(ti,{status:c.status})]}),actions:B(ko,{delivery:c,onChanged:i}),children:[B(`p`,{class:`under`,children:[B(vi,{id:c.id}),B(Qa,{state:o,onRetry:s})]}),r&&B(K,{failure:r,onRetry:()=>void i()}),B(Mo,{delivery:c}),B(ta,{title:`Attempts (${W(c.attemptCount)})`,children:B(qa,{delivery:c})}),B(Po,{delivery:c})]},e):B(Y,{title:`Delivery`,children:t?r?B(K,{failure:r,onRetry:()=>void i()}):n?B(q,{title:`No such delivery`,children:B(`p`,{children:[B(`code`,{children:e}),` is not a delivery that this key may see.`,` `,B(`a`,{href:U.deliveries,children:`All deliveries`})]})}):B(Di,{rows:8}):B(Oi,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function ko({delivery:e,onChanged:t}){let{busy:n,failure:r,start:i}=Ha(),{id:a}=e;return B(C,{children:[B(X,{scope:`DELIVERIES_WRITE`,icon:`retry`,kind:`primary`,busy:n,forbidden:jo(e),onAct:()=>void i(async()=>{await Z(ln,{id:a}),G(`An attempt is on its way.`),await t()}),children:`Retry now`}),Ao(e)&&B(X,{scope:`DELIVERIES_WRITE`,kind:`danger`,busy:n,onAct:()=>void i(async()=>{await Z(un,{id:a}),G(`Canceled.`),await t()}),children:`Cancel`}),r&&B(K,{failure:r})]})}var Ao=({status:e})=>e===`PENDING`||e===`RETRYING`;function jo({endpoint:e,payloadPurgedAt:t}){return e?e.status===`ACTIVE`?t?`Its payload is no longer kept.`:null:`Its endpoint is ${e.status.toLowerCase()}.`:`Its endpoint was deleted.`}function Mo({delivery:e}){let{endpoint:t,event:n,endReason:r}=e;return B(na,{facts:[[`Endpoint`,t?B(`a`,{class:`clamp`,href:U.endpoint(t.id),title:t.name??t.url,children:t.name??t.url}):`deleted`],[`Event`,B(C,{children:[B(`a`,{class:`mono`,href:U.event(n.id),children:n.id}),e.isTest&&B(`span`,{class:`tag`,children:`test`})]})],[`Ended because`,r&&(Zr[r]??r)],[`Next attempt`,No(e)],[`Created`,B(J,{at:e.createdAt})],[`Ended`,e.completedAt&&B(J,{at:e.completedAt})],[`Payload`,e.payloadPurgedAt?B(C,{children:[`purged `,B(J,{at:e.payloadPurgedAt})]}):e.payloadExpiresAt&&B(C,{children:[`kept, purged `,B(J,{at:e.payloadExpiresAt,isDue:!0})]})],[`Organization`,e.organization.name]]})}function No(e){let{endpoint:t,nextAttemptAt:n}=e;return Ao(e)&&t?.status===`PAUSED`?`once its endpoint is resumed`:n&&B(J,{at:n,isDue:!0})}function Po({delivery:{requestBody:e,payloadPurgedAt:t}}){return B(ta,{title:`Request body`,tools:e!==null&&B(_i,{text:e,label:`Copy the body`}),children:e===null?B(`p`,{class:`quiet`,children:t?`The payload is no longer kept.`:`Payloads need the scope EVENTS_READ, which this key lacks.`}):B(di,{label:`Request body`,children:Ga(e)})})}function Fo({title:e,secret:t,publicKey:n,note:r,onClose:i}){return B(ka,{title:e,onClose:i,children:[t?B(C,{children:[B(`p`,{children:[`Its receiver verifies signatures with this secret. `,B(`strong`,{children:`It is shown this once.`})]}),B(Ei,{text:t,name:`secret`})]}):B(C,{children:[B(`p`,{children:`Its receiver verifies signatures with this public key, which stays on the endpoint’s page.`}),B(Ei,{text:n??``,name:`public key`})]}),r&&B(`p`,{children:r}),B(`div`,{class:`buttons`,children:B(`button`,{type:`button`,class:`primary`,onClick:i,children:`Done`})})]})}function Io({title:e,submit:t,text:n,onConfirm:r,onClose:i}){let{busy:a,failure:o,start:s}=Ha();return B(Aa,{title:e,submit:t,danger:!0,busy:a,failure:o,onSubmit:()=>void s(r),onClose:i,children:B(`p`,{children:n})})}function Lo({endpoint:e,onClose:t,onSent:n}){let[r,i]=A(``),a=br(),{busy:o,failure:s,start:c}=Ha();return B(Aa,{title:`Send a test`,submit:`Send test`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let{delivery:t}=await Z(wn,{id:e.id,...r&&{input:{eventType:r}}});n(t.id)}),children:[B(`p`,{children:`One attempt, signed like any other, with a sample as its payload. It is not counted.`}),B(pr,{label:`Event type`,name:`eventType`,issues:s?.issues??[],value:r,onInput:i,options:[{value:``,label:`One that it receives`},...a]})]})}function Ro({endpoint:e,onClose:t}){let[n,r]=A(`24`),[i,a]=A(null),{busy:o,failure:s,start:c}=Ha();return i?B(Fo,{title:`The new secret signs now`,...i,note:`The older one signs too until ${Vi(i.until)}.`,onClose:t}):B(Aa,{title:`Rotate the secret`,submit:`Rotate`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let t=await Z(Cn,{id:e.id,input:{graceHours:Number(n)}});a({secret:t.secret,publicKey:t.endpoint.secrets[0]?.publicKey??null,until:t.previousSecretExpiresAt})}),children:[B(`p`,{children:`A new secret signs from now on. For a while the older one signs too, so that the receiver can change over.`}),B(V,{label:`Both sign for, hours`,type:`number`,required:!0,name:`graceHours`,issues:s?.issues??[],value:n,onInput:r,hint:`0 to 168; 0 ends the older one now`})]})}var zo=0;function Bo(e=``,t=``){zo+=1;let n=t===null,r=t?.includes(`
`)??!1;return{id:zo,name:e,value:t??``,isSecret:n,isHidden:n,isLong:r}}var Vo=e=>e.filter(({name:e,value:t})=>e.trim()!==``||t!==``);function Ho(e,t){let n=Object.entries(e?.metadata??{});return{url:e?.url??``,name:e?.name??``,description:e?.description??``,eventPatterns:e?.eventPatterns.join(`
`)??``,timeoutSeconds:String(e?.timeoutSeconds??10),maxRetries:String(e?.maxRetries??7),maxConcurrency:String(e?.maxConcurrency??10),rateLimitPerSecond:String(e?.rateLimitPerSecond??``),undeliveredPayloadRetentionHours:String(e?.undeliveredPayloadRetentionHours??72),headers:(e?.headers??[]).map(({name:e,value:t})=>Bo(e,t)),labels:e?.labels.join(`
`)??``,metadata:n.map(([e,t])=>Bo(e,t)),signingVersion:`V1`,organizationId:t??``}}function Uo(e){return{url:e.url.trim(),name:e.name.trim()||null,description:e.description.trim()||null,eventPatterns:Wo(e.eventPatterns,/[\n,]/),timeoutSeconds:Go(e.timeoutSeconds),maxRetries:Go(e.maxRetries),maxConcurrency:Go(e.maxConcurrency),rateLimitPerSecond:Go(e.rateLimitPerSecond),undeliveredPayloadRetentionHours:Go(e.undeliveredPayloadRetentionHours),headers:Vo(e.headers).map(({name:e,value:t,isSecret:n})=>({name:e.trim(),value:t.trim(),...n&&{sensitive:!0}})),labels:Wo(e.labels,`
`),metadata:Object.fromEntries(Vo(e.metadata).map(({name:e,value:t})=>[e,t]))}}var Wo=(e,t)=>e.split(t).map(e=>e.trim()).filter(e=>e!==``),Go=e=>e.trim()===``?null:Number(e);function Ko(e,t){let[n,r]=[Uo(e),Uo(t)],i=Object.keys(n).filter(e=>!qo(n[e],r[e]));return Object.fromEntries(i.map(e=>[e,n[e]]))}var qo=(e,t)=>JSON.stringify(e)===JSON.stringify(t);function Jo(e,t,n){let[r,i]=[Uo(t),Uo(n)];return Object.keys(e).filter(t=>!qo(i[t],r[t])&&!qo(i[t],e[t])).map(e=>({path:[`input`,e],message:`changed meanwhile: now ${Yo(n[e]).join(`, `)}`}))}function Yo(e){return e.length===0?[`empty`]:typeof e==`string`?e.split(`
`).map(e=>`“${e}”`):e.map(e=>`“${e.name}: ${e.isHidden?`••••`:e.value}”`)}function Xo(e){return Object.fromEntries(Object.entries(Uo(e)).filter(([,e])=>e!==null))}function Zo(e,t){let n=[],r=(e,...t)=>n.push({path:[`input`,...t],message:e}),i=t.headers?Vo(e.headers):[];for(let[e,{isHidden:t,value:n}]of i.entries())t&&n.trim()===``&&r(`is not shown: give it anew, or remove the header`,`headers`,String(e),`value`);let a=Vo(e.metadata).map(({name:e})=>e);for(let[e,n]of a.entries())n===``&&t.metadata&&r(`must not be empty`,`metadata`,String(e),`name`),a.indexOf(n)<e&&r(`is given more than once`,`metadata`,String(e),`name`);return n}var Qo={url:`URL`,name:`Name`,description:`Description`,eventPatterns:`Event patterns`,timeoutSeconds:`Timeout, seconds`,maxRetries:`Retries`,maxConcurrency:`At once`,rateLimitPerSecond:`Per second`,undeliveredPayloadRetentionHours:`Keep payloads of failed deliveries, hours`,headers:`Headers`,labels:`Labels`,metadata:`Metadata`,signingVersion:`Signature`,organizationId:`Organization`},$o={headers:`Header`,metadata:`Key`},es=40;function ts(e,t,n){if(!e||e.issues.length===0)return e;let r=e.issues.flatMap(e=>ns(e,t,n)??[]);return r.length===0?null:new P(e.code,e.message,{...e,issues:r})}function ns(e,t,n){let[r=``,i,a]=_t(e).split(`.`);if(!(r in Qo))return e;let o=Qo[r];if(i===void 0)return{...e,label:o};if(r in $o){let{id:o}=Vo(t[r])[Number(i)]??{},s=n[r].findIndex(e=>e.id===o)+1,c=a===`value`?`Value`:$o[r];return s===0?null:{...e,label:`${c} ${s}`}}if(r!==`eventPatterns`&&r!==`labels`)return{...e,label:o};let s=Uo(t)[r][Number(i)]??``,c=s.length>es?`${s.slice(0,es)}…`:s,l=e.message.includes(s)?e.message:`“${c}” ${e.message}`;return{...e,label:o,message:l}}function rs({title:e,isOpen:t,children:n}){return B(`details`,{open:t,onInvalidCapture:e=>{e.currentTarget.open=!0},children:[B(`summary`,{children:e}),n]})}function is({legend:e,one:t,hint:n,withSecrets:r,name:i,issues:a,rows:o,refused:s,onRows:c}){let l=Re(),u=N(null),d=N(null);M(()=>{let e={last:`.row:last-of-type input`,add:`button.add`}[d.current??`add`];d.current&&u.current?.querySelector(e)?.focus(),d.current=null},[o.length]);let f=a.find(e=>_t(e)===i),p=Vo(s);return B(`fieldset`,{ref:u,"aria-describedby":`${l}-hint`,children:[B(`legend`,{children:e}),B(gr,{id:`${l}-hint`,hint:n,issue:f}),o.map((e,n)=>B(as,{row:e,one:`${t} ${n+1}`,number:n+1,withSecrets:r??!1,name:`${i}.${p.findIndex(t=>t.id===e.id)}`,issues:a,onRow:t=>c(n=>n.map(n=>n.id===e.id?{...n,...t}:n)),onRemove:()=>{d.current=`add`,c(t=>t.filter(t=>t.id!==e.id))}},e.id)),B(`button`,{type:`button`,class:`add`,onClick:()=>{d.current=`last`,c(e=>[...e,Bo()])},children:[B(H,{name:`plus`}),`Add `,t.toLowerCase()]})]})}function as({row:{name:e,value:t,isSecret:n,isHidden:r,isLong:i},one:a,number:o,withSecrets:s,name:c,issues:l,onRow:u,onRemove:d}){return B(`div`,{class:`row`,children:[B(V,{label:a,mono:!0,name:`${c}.name`,issues:l,value:e,onInput:e=>u({name:e})}),B(`button`,{type:`button`,class:`bare`,"aria-label":`Remove ${a.toLowerCase()}`,onClick:d,children:B(H,{name:`cross`})}),B(V,{label:`Value ${o}`,lines:i?3:1,mono:!0,hint:r&&`Not shown, and kept as long as no header is changed.`,name:`${c}.value`,issues:l,value:t,onInput:e=>u({value:e})}),s&&B(`label`,{class:`check`,children:[B(`input`,{type:`checkbox`,checked:n,onChange:e=>u({isSecret:e.currentTarget.checked})}),`Secret `,o]})]})}var os=[{value:`V1`,label:`HMAC-SHA256 (v1), one shared secret`},{value:`V1A`,label:`Ed25519 (v1a), a public key for the receiver`}];function ss({endpoint:e,onClose:t,onDone:n}){let[r,i]=A(()=>Ho(e,qn.value)),[a,o]=A(r),[s,c]=A(r),[l,u]=A(null),{busy:d,failure:f,start:p}=Ha(),m=ts(f,s,a),h=m?.issues??[],g=e=>({name:e,label:Qo[e],issues:h,value:a[e],onInput:t=>o(n=>({...n,[e]:t}))}),_=e=>({name:e,legend:Qo[e],one:$o[e],issues:h,rows:a[e],refused:s[e],onRows:t=>o(n=>({...n,[e]:t(n[e])}))});async function v(){c(a);let t=e?Ko(a,r):Xo(a);await p(async()=>{let n=Zo(a,t);if(n.length>0)throw new P(`VALIDATION_FAILED`,`The input is not valid.`,{issues:n});e?await y(e.id,Ko(a,r)):await b(Xo(a))})&&e&&n(e.id)}async function y(e,t){let{endpoint:n}=await z(mn,{id:e}),a=n?Ho(n,null):r,s=Jo(t,r,a);if(s.length>0)throw i(a),o(e=>({...e,...cs(a,Object.keys(t))})),new P(`CHANGED_MEANWHILE`,`Not saved, as somebody else changed this:`,{issues:s});await Z(_n,{id:e,input:t})}async function b(e){let t=await Z(gn,{input:{...e,url:a.url.trim(),signingVersion:a.signingVersion,...a.organizationId&&{organizationId:a.organizationId}}}),{id:n,secrets:r}=t.endpoint;u({id:n,secret:t.secret,publicKey:r[0]?.publicKey??null})}return l?B(Fo,{title:`The endpoint is made`,...l,onClose:()=>n(l.id)}):B(Aa,{title:e?`Change the endpoint`:`New endpoint`,submit:e?`Save`:`Create endpoint`,busy:d,failure:m,onSubmit:()=>void v(),onClose:t,children:[B(V,{type:`url`,placeholder:`https://example.com/hooks`,required:!0,mono:!0,hint:e&&`Another URL is not verified, and its failures are counted anew.`,...g(`url`)}),B(V,{...g(`name`)}),B(V,{lines:3,mono:!0,hint:`One a line, like invoice.* or *.paid. None: every event.`,...g(`eventPatterns`)}),!e&&R(`ADMIN`)&&B(Cr,{...g(`organizationId`)}),!e&&B(pr,{options:os,...g(`signingVersion`)}),B(ls,{isOfEndpoint:e!==void 0,field:g}),B(us,{isOfEndpoint:e!==void 0,field:g,rows:_})]})}var cs=(e,t)=>Object.fromEntries(Object.entries(e).filter(([e])=>!t.includes(e)));function ls({isOfEndpoint:e,field:t}){let n={type:`number`,required:e};return B(rs,{title:`Delivery`,isOpen:e,children:[B(V,{lines:2,...t(`description`)}),B(`div`,{class:`pair`,children:[B(V,{hint:`3 to 60`,...n,...t(`timeoutSeconds`)}),B(V,{hint:`1 to 7`,...n,...t(`maxRetries`)}),B(V,{hint:`requests in flight, 1 to 100`,...n,...t(`maxConcurrency`)}),B(V,{type:`number`,hint:`empty: no limit`,...t(`rateLimitPerSecond`)})]}),B(V,{hint:`0 to 720; so long they can be retried`,...n,...t(`undeliveredPayloadRetentionHours`)})]})}function us({isOfEndpoint:e,field:t,rows:n}){return B(rs,{title:`Headers, labels and metadata`,isOpen:e,children:[B(is,{hint:`Sent with each delivery. A secret value is stored encrypted, and never shown again.`,withSecrets:!0,...n(`headers`)}),B(V,{lines:2,hint:`One a line, at most 8.`,...t(`labels`)}),B(is,{hint:`For your own use; it is not sent.`,...n(`metadata`)})]})}function ds(e){let[t,n]=A(null),{busy:r,failure:i,start:a}=Ha(),{id:o,status:s}=e.endpoint,{text:c,icon:l,change:u,done:d}=fs[s],f=e=>()=>n(e);return B(C,{children:[B(X,{scope:`ENDPOINTS_WRITE`,icon:`flask`,kind:`primary`,onAct:f(`test`),children:`Send test`}),B(X,{scope:`ENDPOINTS_WRITE`,icon:l,busy:r,onAct:()=>void a(async()=>{await u(o),await e.onChanged(),G(d)}),children:c}),B(X,{scope:`ENDPOINTS_WRITE`,onAct:f(`edit`),children:`Edit`}),B(X,{scope:`ENDPOINTS_WRITE`,onAct:f(`rotate`),children:`Rotate secret`}),s!==`DISABLED`&&B(X,{scope:`ENDPOINTS_WRITE`,onAct:f(`disable`),children:`Disable`}),B(X,{scope:`ENDPOINTS_WRITE`,kind:`danger`,onAct:f(`delete`),children:`Delete`}),i&&B(K,{failure:i}),t&&B(ps,{...e,opened:t,onClose:()=>n(null)})]})}var fs={ACTIVE:{text:`Pause`,icon:`pause`,change:e=>Z(vn,{id:e}),done:`Paused: deliveries wait.`},PAUSED:{text:`Resume`,icon:`play`,change:e=>Z(yn,{id:e}),done:`Resumed: what waited follows.`},DISABLED:{text:`Enable`,icon:`play`,change:e=>Z(xn,{id:e}),done:`Enabled: it receives from now on.`}};function ps({endpoint:e,onChanged:t,opened:n,onClose:r}){let i=Va(),{id:a}=e,o=async e=>{r(),await t(),G(e)},s=()=>{r(),t()};switch(n){case`edit`:return B(ss,{endpoint:e,onClose:s,onDone:()=>void o(`Saved.`)});case`test`:return B(Lo,{endpoint:e,onClose:r,onSent:e=>{if(R(`DELIVERIES_READ`))return i(U.delivery(e));r(),G(`The test is on its way.`)}});case`rotate`:return B(Ro,{endpoint:e,onClose:s});case`disable`:return B(Io,{title:`Disable the endpoint?`,submit:`Disable`,text:`It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait.`,onClose:r,onConfirm:async()=>{await Z(bn,{id:a}),await o(`Disabled.`)}});case`delete`:return B(Io,{title:`Delete the endpoint?`,submit:`Delete for good`,text:`Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable.`,onClose:r,onConfirm:async()=>{await Z(Sn,{id:a}),G(`Deleted.`),i(U.endpoints)}})}}function ms({endpoint:e}){let t=Object.entries(e.metadata);return B(ta,{title:`Settings`,children:B(na,{facts:[[`URL`,B(`span`,{class:`mono`,children:e.url})],[`Description`,e.description],[`Receives`,B(hs,{patterns:e.eventPatterns})],[`Timeout`,`${e.timeoutSeconds} s`],[`Retries`,e.maxRetries],[`Requests at once`,e.maxConcurrency],[`Rate`,e.rateLimitPerSecond===null?`no limit`:`${e.rateLimitPerSecond} per second`],[`Failed payloads are kept`,`${e.undeliveredPayloadRetentionHours} h`],[`Headers`,gs(e.headers.map(({name:e,value:t})=>[e,t??`••••`]))],[`Labels`,e.labels.length>0&&B(_s,{labels:e.labels})],[`External id`,e.externalId&&B(`code`,{children:e.externalId})],[`Metadata`,gs(t)],[`Signed with`,e.secrets.map(e=>B(vs,{secret:e},e.createdAt))],[`Created`,B(ys,{endpoint:e})],[`Changed`,B(J,{at:e.updatedAt})]]})})}function hs({patterns:e}){return e.length===0?B(C,{children:`all events`}):B(`span`,{class:`patterns`,children:e.map(e=>B(`code`,{children:e},e))})}function gs(e){return e.length===0?null:e.map(([e,t])=>B(`div`,{children:B(`code`,{children:[B(`bdi`,{children:e}),`: `,B(`bdi`,{children:t})]})},e))}function _s({labels:e}){return B(C,{children:e.map(e=>B(`span`,{class:`tag`,children:e},e))})}function vs({secret:{publicKey:e,hint:t,version:n,expiresAt:r}}){return B(`div`,{children:[B(`code`,{children:e??`…${t}`}),` `,B(`span`,{class:`quiet`,children:[n===`V1A`?`Ed25519`:`HMAC-SHA256`,r?`, until ${Vi(r)}`:``]})]})}function ys({endpoint:{createdAt:e,createdBy:t}}){return B(C,{children:[B(J,{at:e}),` `,B(`span`,{class:`quiet`,children:[`by `,t]})]})}var bs=(e,t)=>e.reduce((e,n)=>e+n[t],0),xs=e=>`${W(bs(e,`succeeded`))} succeeded, ${W(bs(e,`failed`))} failed`;function Ss({point:{succeeded:e,failed:t},x:n,width:r,bottom:i,scale:a,failedFill:o}){let s=e&&Math.max(1,e*a),c=t&&Math.max(1.5,t*a),l=r>3?Math.min(2,r*.25):0;return B(C,{children:[s>0&&B(`rect`,{class:`good`,x:n,y:i-s,width:r-l,height:s}),c>0&&B(`rect`,{class:`bad`,x:n,y:i-s-c,width:r-l,height:c,...o&&{fill:o}})]})}var Cs=148,ws={left:36,bottom:18,top:8},Ts=Cs-ws.bottom,Es=new Intl.NumberFormat(`en`,{notation:`compact`});function Ds(e){let t=Re(),[n,r]=Ps(),{label:i,points:a,format:o}=e,s=Ns(Math.max(1,...a.map(({succeeded:e,failed:t})=>e+t))),c=(Ts-ws.top)/s,l=(n-ws.left)/Math.max(1,a.length);return B(`figure`,{class:`chart`,children:[B(`div`,{ref:r,children:B(`svg`,{role:`img`,"aria-labelledby":`${t}-title ${t}-text`,width:n,height:Cs,viewBox:`0 0 ${n} ${Cs}`,children:[B(`title`,{id:`${t}-title`,children:i}),B(`desc`,{id:`${t}-text`,children:xs(a)}),B(Os,{id:`${t}-hatch`}),B(ks,{peak:s,scale:c,width:n}),a.map((e,n)=>B(`g`,{children:[B(`title`,{children:`${o(e.start)}: ${xs([e])}`}),B(`rect`,{class:`hit`,x:ws.left+n*l,y:ws.top,width:l,height:Ts-ws.top}),B(Ss,{point:e,x:ws.left+n*l,width:l,bottom:Ts,scale:c,failedFill:`url(#${t}-hatch)`})]},e.start)),B(As,{...e,step:l,width:n})]})}),B(`figcaption`,{children:[B(`span`,{class:`key good`}),` succeeded `,B(`span`,{class:`key bad`}),` failed`]}),B(js,{...e})]})}function Os({id:e}){return B(`defs`,{children:B(`pattern`,{id:e,width:`4`,height:`4`,patternUnits:`userSpaceOnUse`,patternTransform:`rotate(45)`,children:[B(`rect`,{class:`bad`,width:`4`,height:`4`}),B(`line`,{class:`hatch`,x1:`0`,y1:`0`,x2:`0`,y2:`4`})]})})}function ks({peak:e,scale:t,width:n}){return B(C,{children:[...new Set([0,Math.round(e/2),e])].map(e=>{let r=Ts-e*t;return B(`g`,{children:[B(`line`,{class:e===0?`base`:`grid`,x1:ws.left,x2:n,y1:r,y2:r}),B(`text`,{x:ws.left-6,y:r+4,"text-anchor":`end`,children:Es.format(e)})]},e)})})}function As({points:e,format:t,step:n,width:r}){return B(C,{children:Ms(e).map(({index:i,anchor:a})=>B(`text`,{x:a===`end`?r:ws.left+i*n,y:144,"text-anchor":a,children:t(e[i].start)},i))})}function js({points:e,format:t}){return B(`details`,{children:[B(`summary`,{children:`As a table`}),B(`table`,{class:`plain`,children:[B(`thead`,{children:B(`tr`,{children:[B(`th`,{scope:`col`,children:`From`}),B(`th`,{scope:`col`,children:`Succeeded`}),B(`th`,{scope:`col`,children:`Failed`})]})}),B(`tbody`,{children:e.filter(({succeeded:e,failed:t})=>e+t>0).map(e=>B(`tr`,{children:[B(`th`,{scope:`row`,children:t(e.start)}),B(`td`,{children:W(e.succeeded)}),B(`td`,{children:W(e.failed)})]},e.start))})]})]})}function Ms(e){return e.length<3?e.map((e,t)=>({index:t,anchor:`start`})):[{index:0,anchor:`start`},{index:Math.floor(e.length/2),anchor:`middle`},{index:e.length-1,anchor:`end`}]}function Ns(e){let t=10**Math.floor(Math.log10(e));return([1,2,4,10].find(n=>n*t>=e)??10)*t}function Ps(){let e=N(null),[t,n]=A(640);return M(()=>{let t=e.current;if(!t)return;let r=new ResizeObserver(()=>n(Math.max(200,t.clientWidth)));return r.observe(t),()=>r.disconnect()},[]),[t,e]}var Fs=6e4,Is=60*Fs,Ls={hour:`2-digit`,minute:`2-digit`},Rs={day:`numeric`,month:`short`},zs={weekday:`short`,...Ls},Bs={...Rs,timeZone:`UTC`,timeZoneName:`short`},Vs=[{text:`1 h`,ms:Is,bucket:`MINUTE`,format:Ls},{text:`24 h`,ms:24*Is,bucket:`HOUR`,format:zs},{text:`7 d`,ms:168*Is,bucket:`HOUR`,format:{...Rs,...Ls}},{text:`30 d`,ms:720*Is,bucket:`DAY`,format:Bs}],Hs=e=>Math.ceil((e+1)/Fs)*Fs;function Us({id:e,changes:t}){let[n,r]=A(Vs[1]),[i,a]=A(()=>Hs(Date.now())),{data:o,failure:s,reload:c}=rr(hn,{id:e,bucket:n.bucket,since:new Date(i-n.ms).toISOString(),until:new Date(i).toISOString()});j(()=>{t!==0&&(Hs(Date.now())===i?c():a(Hs(Date.now())))},[t]);let[l,u]=A(null);j(()=>{o&&u(o)},[o]);let d=(o??l)?.endpoint?.stats,f=new Intl.DateTimeFormat(`en-GB`,n.format);return B(ta,{title:`Statistics`,tools:B(`fieldset`,{class:`segments`,children:[B(`legend`,{class:`hidden`,children:`Window`}),Vs.map(e=>B(`button`,{type:`button`,"aria-pressed":e===n,onClick:()=>{u(null),a(Hs(Date.now())),r(e)},children:e.text},e.text))]}),children:[s&&B(K,{failure:s,onRetry:()=>void c()}),d?B(C,{children:[B(Ws,{stats:d}),B(Ds,{label:`Attempts of the last ${n.text}`,points:d.series,format:e=>f.format(new Date(e))})]}):!s&&B(Di,{rows:4})]})}function Ws({stats:e}){return B(`dl`,{class:`tiles`,children:[[`Deliveries`,W(e.total),``],[`Success`,ui(e.successRate),``],[`Succeeded`,W(e.succeeded),``],[`Failed`,W(e.failed),e.failed>0?`bad-text`:``],[`Waiting`,W(e.pending),``],[`Canceled`,W(e.canceled),``],[`Attempts`,W(e.attempts),``],[`p50`,ci(e.durationMsP50),``],[`p95`,ci(e.durationMsP95),``],[`p99`,ci(e.durationMsP99),``]].map(([e,t,n])=>B(`div`,{children:[B(`dt`,{children:e}),B(`dd`,{class:n,children:t})]},e))})}var Gs=1500;function Ks({id:e}){let t=R(`ENDPOINTS_READ`),{data:n,failure:r,reload:i}=rr(mn,t?{id:e}:null),[a,o]=A(0),s=Eo(Gs,()=>{o(e=>e+1),i()});To(t&&R(`DELIVERIES_READ`)?{endpointId:e}:null,s);let c=n?.endpoint;return t?c?B(Y,{title:c.name??c.url,heading:B(C,{children:[B(`span`,{class:`clamp`,title:c.name??c.url,children:c.name??c.url}),` `,B(ni,{status:c.status})]}),actions:B(ds,{endpoint:c,onChanged:i}),children:[B(`p`,{class:`under`,children:[c.name&&B(`span`,{class:`mono clamp`,title:c.url,children:c.url}),B(vi,{id:c.id}),B(`span`,{class:`quiet`,children:c.organization.name})]}),r&&B(K,{failure:r,onRetry:()=>void i()}),B(Js,{endpoint:c}),R(`DELIVERIES_READ`)?B(C,{children:[B(Us,{id:e,changes:a}),B(Ys,{endpoint:c,changes:a})]}):B(Oi,{scope:`DELIVERIES_READ`,what:`its deliveries`}),B(ms,{endpoint:c})]},e):B(Y,{title:`Endpoint`,children:r?B(K,{failure:r,onRetry:()=>void i()}):n?B(qs,{id:e}):B(Di,{rows:8})}):B(Y,{title:`Endpoint`,children:B(Oi,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function qs({id:e}){return B(q,{title:`No such endpoint`,children:B(`p`,{children:[B(`code`,{children:e}),` is not an endpoint that this key may see, or it was deleted.`,` `,B(`a`,{href:U.endpoints,children:`All endpoints`})]})})}function Js({endpoint:e}){let{failingSince:t,consecutiveFailures:n,disabledAt:r,disabledReason:i,pausedAt:a,lastError:o}=e;return B(na,{facts:[[`Health`,t?B(`span`,{class:`bad-text`,children:[W(n),` `,n===1?`failure`:`failures`,` in a row, since `,B(J,{at:t})]}):`no failures`],[`Last error`,o],[`Last delivery`,B(J,{at:e.lastDeliveryAt,none:`never`})],[`Last test that succeeded`,B(J,{at:e.lastVerifiedAt,none:`never`})],[`Paused`,a&&B(J,{at:a})],[`Disabled`,r&&B(C,{children:[B(J,{at:r}),i&&`, ${Qr[i]??i}`]})]]})}function Ys({endpoint:e,changes:t}){let{query:n,path:r,route:i}=ot(),a=n.status,{within:o,span:s,wrong:c}=ca(n),l={endpointId:e.id,...a&&{status:[a]},...s},u=or(rn,c?null:{filter:l},({deliveries:e})=>e,{changes:t,pageSize:10,within:o}),d=Object.keys(n).length>0,f=e=>i(Or(r,e),!0);return B(ta,{title:`Deliveries`,tools:B(C,{children:[B(_r,{label:`Status of deliveries`,any:`Any status`,value:a,options:ai,onChoose:e=>f({...n,status:e})}),B(ua,{query:n,onQuery:f}),a===`FAILED`&&!c&&B(ja,{filter:l,within:o,pages:u,forbidden:e.status===`ACTIVE`?null:`It is ${e.status.toLowerCase()}.`})]}),children:B(Ki,{pages:u,wrong:c,ofOneEndpoint:!0,empty:B(q,{title:d?`No delivery is like this`:`No deliveries yet`,children:B(`p`,{children:`An event that matches its patterns makes one. “Send test” makes one now.`})})})})}var Xs={width:96,height:24};function Zs({points:e,span:t}){let n=Math.max(1,...e.map(({succeeded:e,failed:t})=>e+t)),r=Xs.width/Math.max(1,e.length),i=(Xs.height-2)/n;return B(`svg`,{class:`sparkline`,role:`img`,"aria-label":`Attempts in the last ${t}: ${xs(e)}`,width:Xs.width,height:Xs.height,viewBox:`0 0 ${Xs.width} ${Xs.height}`,children:[B(`line`,{class:`base`,x1:0,x2:Xs.width,y1:Xs.height-.5,y2:Xs.height-.5}),e.map((e,t)=>B(Ss,{point:e,x:t*r,width:r,bottom:Xs.height-1,scale:i},e.start))]})}var Qs=new Set([`Last 24 h`,`Succeeded`]);function $s(e){let t=e.reduce((e,t)=>e+t.succeeded,0),n=e.reduce((e,t)=>e+t.failed,0);return t+n===0?null:t/(t+n)}var ec=[{head:`Endpoint`,kind:`main`,cell:e=>B(C,{children:[B(`a`,{class:`strong clamp`,href:U.endpoint(e.id),title:e.name?void 0:e.url,children:e.name??e.url}),e.name&&B(`div`,{class:`quiet clamp`,title:e.url,children:e.url}),R(`ADMIN`)&&qn.value===null&&B(`div`,{class:`quiet`,children:e.organization.name})]})},{head:`Status`,cell:e=>B(C,{children:[B(ni,{status:e.status}),e.disabledReason&&B(`div`,{class:`quiet`,children:Qr[e.disabledReason]??e.disabledReason})]})},{head:`Receives`,cell:({eventPatterns:e})=>B(nc,{patterns:e})},{head:`Last 24 h`,cell:({stats:e})=>e&&B(Zs,{points:e.series,span:`24 hours`})},{head:`Succeeded`,kind:`number`,cell:({stats:e})=>e&&ui($s(e.series))},{head:`Health`,kind:`wide`,cell:e=>B(rc,{row:e})},{head:`Last delivery`,cell:({lastDeliveryAt:e})=>B(J,{at:e,none:`never`})}],tc=2;function nc({patterns:e}){if(e.length===0)return B(`span`,{children:`all events`});let t=e.length-tc;return B(`span`,{class:`patterns`,title:e.join(`
`),children:[e.slice(0,tc).map(e=>B(`code`,{children:e},e)),t>0&&B(`span`,{class:`quiet`,children:[`+`,t]})]})}function rc({row:e}){return e.failingSince?B(C,{children:[B(`span`,{class:`bad-text`,children:[W(e.consecutiveFailures),` `,e.consecutiveFailures===1?`failure`:`failures`,` since`,` `,B(J,{at:e.failingSince})]}),e.lastError&&B(`div`,{class:`quiet clamp`,children:e.lastError})]}):B(`span`,{class:`quiet`,children:e.lastDeliveryAt?`no failures`:`–`})}var ic=ec.filter(({head:e})=>!Qs.has(e)),ac=15e3;function oc(){return R(`ENDPOINTS_READ`)?B(sc,{}):B(Y,{title:`Endpoints`,children:B(Oi,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function sc(){let{query:e}=ot(),t=Va(),[n,r]=A(!1),i=R(`DELIVERIES_READ`),{status:a,search:o}=e,s=or(dn,{withStats:i,filter:{...Jn(),...a&&{status:[a]},...o&&{search:o}}},({endpoints:e})=>e);return j(()=>{let e=setInterval(()=>document.visibilityState===`visible`&&void s.reload(),ac);return()=>clearInterval(e)}),B(Y,{title:`Endpoints`,heading:B(C,{children:[`Endpoints `,s.totalCount!==null&&B(`span`,{class:`count`,children:W(s.totalCount)})]}),actions:B(X,{scope:`ENDPOINTS_WRITE`,icon:`plus`,kind:`primary`,onAct:()=>r(!0),children:`New endpoint`}),children:[B(cc,{}),B(Ai,{label:`Endpoints`,pages:s,columns:i?ec:ic,empty:B(lc,{isFiltered:!!(a||o)})}),n&&B(ss,{onClose:()=>r(!1),onDone:e=>{r(!1),t(U.endpoint(e))}})]})}function cc(){let{query:e,path:t,route:n}=ot(),[r,i]=Dr(e.search??``,r=>n(Or(t,{...e,search:r}),!0));return B(`div`,{class:`filters`,children:[B(`input`,{type:`search`,"aria-label":`Search in name, URL and description`,placeholder:`Name, URL or description`,value:r,onInput:e=>i(e.currentTarget.value)}),B(_r,{label:`Status`,any:`Any status`,value:e.status,options:oi,onChoose:r=>n(Or(t,{...e,status:r}),!0)})]})}function lc({isFiltered:e}){return e?B(q,{title:`No endpoint is like this`,children:B(`p`,{children:B(`a`,{href:U.endpoints,children:`Show all endpoints`})})}):B(q,{title:`No endpoints yet`,example:Gr,children:B(`p`,{children:`An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:`})})}var uc=500;function dc({id:e}){let t=R(`EVENTS_READ`),n=R(`DELIVERIES_READ`),{data:r,failure:i,reload:a}=rr(Tn,t?{id:e,withDeliveries:n}:null),o=r?.event,s=Eo(uc,()=>void a()),{state:c,reconnectNow:l}=To(o&&n?{eventType:o.type,organizationId:o.organization.id}:null,t=>{(t?.__typename!==`AttemptRecorded`||t.eventId===e)&&s()});return o?B(Y,{title:`${o.type} event`,heading:B(`span`,{class:`url`,children:o.type}),children:[B(`p`,{class:`under`,children:[B(vi,{id:o.id}),o.isTest&&B(`span`,{class:`tag`,children:`test`}),n&&B(Qa,{state:c,onRetry:l})]}),i&&B(K,{failure:i,onRetry:()=>void a()}),B(na,{facts:[[`Type`,B(`a`,{href:U.eventType(o.type),children:o.type})],[`Accepted`,B(J,{at:o.createdAt})],[`Occurred`,B(J,{at:o.occurredAt})],[`Idempotency key`,o.idempotencyKey&&B(`code`,{children:o.idempotencyKey})],[`Organization`,o.organization.name],[`Payload purged`,o.payloadPurgedAt&&B(J,{at:o.payloadPurgedAt})]]}),B(ta,{title:`Deliveries`,children:[o.deliveries?o.deliveries.nodes.length===0?B(`p`,{class:`quiet`,children:`No endpoint wanted it.`}):B(qi,{rows:o.deliveries.nodes}):B(`p`,{class:`quiet`,children:`They need the scope DELIVERIES_READ, which this key lacks.`}),o.deliveries?.pageInfo.hasNextPage&&B(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]}),B(ta,{title:`Payload`,tools:o.payloadText!==null&&B(_i,{text:o.payloadText,label:`Copy the payload`}),children:o.payloadText===null?B(`p`,{class:`quiet`,children:`It is no longer kept.`}):B(di,{label:`Payload`,children:Ga(o.payloadText)})})]},e):B(Y,{title:`Event`,children:t?i?B(K,{failure:i,onRetry:()=>void a()}):r?B(q,{title:`No such event`,children:B(`p`,{children:[B(`code`,{children:e}),` is not an event that this key may see.`]})}):B(Di,{rows:8}):B(Oi,{scope:`EVENTS_READ`,what:`events`})})}function fc({name:e}){let{data:t,failure:n,reload:r}=rr(kn,{name:e}),i=t?.eventType;return i?B(Y,{title:i.name,heading:B(C,{children:[B(`span`,{class:`mono url`,children:i.name}),` `,i.archivedAt&&B(`span`,{class:`tag`,children:`archived`})]}),actions:B(mc,{type:i,onChanged:r}),children:[i.description&&B(`p`,{children:i.description}),B(na,{facts:[[`Created`,B(J,{at:i.createdAt})],[`Changed`,B(J,{at:i.updatedAt})],[`Archived`,i.archivedAt&&B(J,{at:i.archivedAt})],[`Seen`,R(`DELIVERIES_READ`)&&B(C,{children:[B(`a`,{href:Or(U.deliveries,{type:i.name}),children:`its deliveries`}),`,`,` `,B(`a`,{href:Or(U.live,{type:i.name}),children:`live`})]})]]}),B(pc,{title:`Example`,value:i.example,none:`It has none.`}),B(pc,{title:`JSON Schema`,value:i.payloadSchema,none:`It has none: any payload is taken.`})]}):B(Y,{title:`Event type`,children:n?B(K,{failure:n,onRetry:()=>void r()}):t?B(q,{title:`No such event type`,children:B(`p`,{children:[B(`code`,{children:e}),` is not in the catalogue. `,B(`a`,{href:U.eventTypes,children:`All event types`})]})}):B(Di,{})})}function pc({title:e,value:t,none:n}){let r=t==null?null:JSON.stringify(t,null,2);return B(ta,{title:e,tools:r&&B(_i,{text:r,label:`Copy`}),children:r?B(di,{label:e,children:r}):B(`p`,{class:`quiet`,children:n})})}function mc({type:e,onChanged:t}){let[n,r]=A(!1),{busy:i,failure:a,start:o}=Ha(),{name:s}=e;return B(C,{children:[B(X,{scope:`EVENTS_PUBLISH`,kind:`primary`,forbidden:e.archivedAt?`It is archived.`:s.startsWith(`hookline.`)?`Hookline itself publishes it.`:null,onAct:()=>r(!0),children:`Publish one`}),e.archivedAt?B(X,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Z(Mn,{name:s}),await t(),G(`Restored: it can be published again.`)}),children:`Restore`}):B(X,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Z(jn,{name:s}),await t(),G(`Archived: it can no longer be published.`)}),children:`Archive`}),a&&B(K,{failure:a}),n&&B(hc,{type:e,onClose:()=>r(!1)})]})}function hc({type:e,onClose:t}){let n=Va(),[r,i]=A(()=>JSON.stringify(e.example??{},null,2)),[a,o]=A(``),[s,c]=A(qn.value??``),{busy:l,failure:u,start:d}=Ha(),f=u?.issues??[];return B(Aa,{title:`Publish ${e.name}`,submit:`Publish`,busy:l,failure:u,onClose:t,onSubmit:()=>void d(async()=>{let{event:i,duplicate:o}=await Z(Nn,{input:{type:e.name,payloadText:r,...a&&{idempotencyKey:a},...s&&{organizationId:s}}});G(o?`It was published before: this is the first one.`:`Published: ${i.id}`),R(`EVENTS_READ`)?n(U.event(i.id)):R(`DELIVERIES_READ`)?n(Or(U.live,{type:e.name})):t()}),children:[B(`p`,{children:`A real event: every endpoint that wants it receives it.`}),B(V,{label:`Payload (JSON)`,lines:8,mono:!0,name:`payloadText`,issues:f,value:r,onInput:i}),R(`ADMIN`)&&B(Cr,{name:`organizationId`,value:s,onInput:c}),B(V,{label:`Idempotency key`,name:`idempotencyKey`,issues:f,value:a,onInput:o,hint:`The same one again within 7 days is the first event.`})]})}var gc=[{head:`Name`,kind:`main`,cell:({name:e,archivedAt:t})=>B(C,{children:[B(`a`,{class:`strong mono`,href:U.eventType(e),children:e}),t&&B(`span`,{class:`tag`,children:`archived`})]})},{head:`Description`,cell:({description:e})=>e?B(`span`,{class:`clamp`,children:e}):B(`span`,{class:`quiet`,children:`–`})},{head:`Created`,cell:({createdAt:e})=>B(J,{at:e})}];function _c(){let{query:e,path:t,route:n}=ot(),r=Va(),[i,a]=A(!1),o=e.archived===`true`,s=or(Dn,{includeArchived:o},({eventTypes:e})=>e);return B(Y,{title:`Event types`,actions:B(X,{scope:`ADMIN`,icon:`plus`,kind:`primary`,onAct:()=>a(!0),children:`New event type`}),children:[B(`div`,{class:`filters`,children:B(`label`,{class:`check`,children:[B(`input`,{type:`checkbox`,checked:o,onChange:()=>n(Or(t,{archived:o?void 0:`true`}),!0)}),`Archived ones too`]})}),B(Ai,{label:`Event types`,pages:s,columns:gc,empty:B(q,{title:`No event types yet`,example:qr,children:B(`p`,{children:`The catalogue says what may be published. Whoever has the scope ADMIN writes it:`})})}),i&&B(vc,{onClose:()=>a(!1),onMade:e=>r(U.eventType(e))})]})}function vc({onClose:e,onMade:t}){let[n,r]=A({name:``,description:``,payloadSchema:``,example:``}),{busy:i,failure:a,start:o}=Ha(),s=e=>({name:e,issues:a?.issues??[],value:n[e],onInput:t=>r(n=>({...n,[e]:t}))});return B(Aa,{title:`New event type`,submit:`Create event type`,busy:i,failure:a,onClose:e,onSubmit:()=>void o(async()=>{let{eventType:e}=await Z(An,{input:{name:n.name.trim(),...n.description.trim()&&{description:n.description.trim()},...yc(`payloadSchema`,n.payloadSchema),...yc(`example`,n.example)}});t(e.name)}),children:[B(V,{label:`Name`,required:!0,mono:!0,placeholder:`invoice.paid`,...s(`name`)}),B(V,{label:`Description`,...s(`description`)}),B(V,{label:`Example of a payload (JSON)`,lines:4,mono:!0,...s(`example`)}),B(V,{label:`JSON Schema (draft 2020-12)`,lines:4,mono:!0,hint:`None: any payload.`,...s(`payloadSchema`)})]})}function yc(e,t){if(t.trim()===``)return{};try{return{[e]:JSON.parse(t)}}catch(t){let n=`This is not JSON: ${t.message}`;throw new P(`VALIDATION_FAILED`,`A field is not JSON.`,{issues:[{path:[e],message:n}]})}}function bc(e){return e.__typename===`AttemptRecorded`?e.outcome===`SUCCEEDED`?``:`failing`:`remark`}var xc=e=>[{head:`Time`,cell:({occurredAt:e})=>B(Bi,{at:e})},{head:`What`,kind:`main`,cell:e=>B(Cc,{item:e})},{head:`Outcome`,cell:e=>e.__typename===`AttemptRecorded`&&B(ri,{outcome:e.outcome})},{head:`Answer`,cell:e=>e.__typename===`AttemptRecorded`&&B(`span`,{class:`nowrap`,children:[e.responseStatus!==null&&B(C,{children:[B(Wi,{status:e.responseStatus,outcome:e.outcome}),` `]}),B(`span`,{class:`quiet`,children:ci(e.durationMs)})]})},{head:`Endpoint`,cell:t=>`endpointId`in t&&B(`a`,{class:`clamp`,href:U.endpoint(t.endpointId),title:e(t.endpointId),children:e(t.endpointId)})},{head:`Delivery then`,cell:e=>`deliveryStatus`in e&&B(C,{children:[B(ti,{status:e.deliveryStatus}),e.__typename===`AttemptRecorded`&&e.nextAttemptAt&&B(Sc,{at:e.nextAttemptAt})]})}];function Sc({at:e}){return Li(e)?null:B(`span`,{class:`quiet`,children:[` `,`next `,B(J,{at:e,isDue:!0})]})}function Cc({item:e}){switch(e.__typename){case`AttemptRecorded`:return B(C,{children:[B(`a`,{class:`strong`,href:U.delivery(e.deliveryId),children:e.eventType}),` `,B(`span`,{class:`quiet`,children:[`attempt `,e.attemptNumber]}),e.isTest&&B(`span`,{class:`tag`,children:`test`})]});case`DeliveryStatusChanged`:return B(C,{children:[B(`a`,{class:`strong`,href:U.delivery(e.deliveryId),children:[`Delivery `,Gi(e.deliveryId)]}),` `,B(`span`,{class:`quiet`,children:[`was `,e.previousDeliveryStatus.toLowerCase(),`, changed by hand`]})]});case`EndpointStatusChanged`:return B(C,{children:[B(`span`,{class:`strong`,children:`Endpoint `}),e.endpointStatus?B(ni,{status:e.endpointStatus}):`deleted`,B(`span`,{class:`quiet`,children:[` `,`was `,e.previousStatus.toLowerCase(),e.disabledReason&&`; ${Qr[e.disabledReason]??e.disabledReason}`]})]});case`FeedGap`:return B(`span`,{class:`bad-text`,children:[B(H,{name:`warning`}),` A gap: what happened between `,Vi(e.missedSince),` and this moment is no longer in the feed. The deliveries still have it.`]});default:return null}}var wc=200,Tc=100;function Ec(e){let[t,n]=A([]),[r,i]=A(!1),[a,o]=A(0),s=N([]),c=N(0),l=N(!1),u=N(void 0);function d(){if(u.current=void 0,l.current){o(c.current);return}c.current=0;let e=s.current.splice(0).reverse();e.length>0&&n(t=>[...e,...t].slice(0,wc)),o(0)}return j(()=>(s.current=[],c.current=0,n([]),o(0),()=>{clearTimeout(u.current),u.current=void 0}),[e]),{items:t,waiting:a,isPaused:r,clear:()=>n([]),setPaused(e){l.current=e,i(e),d()},add(e){s.current.length===wc&&s.current.shift(),s.current.push(e),c.current+=1,u.current??=setTimeout(d,Tc)}}}var Dc=50;function Oc(){return R(`DELIVERIES_READ`)?B(kc,{}):B(Y,{title:`Live`,children:B(Oi,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function kc(){let{query:e,path:t,route:n}=ot(),r={...Jn(),...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...e.outcome&&{outcome:e.outcome.split(`,`)}},{items:i,waiting:a,isPaused:o,setPaused:s,clear:c,add:l}=Ec(JSON.stringify(r)),u=i.flatMap(e=>`endpointId`in e?[e.endpointId]:[]),{options:d,nameOf:f}=Yi(e.endpoint,u),{state:p,reconnectNow:m}=wo(r,l,Dc);Nr(`p`,()=>s(!o));let h=Object.keys(e).length>0;return B(Y,{title:`Live`,heading:`Live attempts`,actions:B(C,{children:[B(`button`,{type:`button`,onClick:()=>s(!o),title:`Key: p`,"aria-keyshortcuts":`p`,children:[B(H,{name:o?`play`:`pause`}),o?`Continue${a>0?` (${W(a)} new)`:``}`:`Pause`]}),B(`button`,{type:`button`,onClick:c,children:`Clear`})]}),children:[B(`div`,{class:`filters`,children:[B(jc,{endpoints:d}),h&&B(`button`,{type:`button`,class:`link`,onClick:()=>n(t,!0),children:`Without filters`}),B(Qa,{state:p,onRetry:m})]}),p.phase===`failed`&&p.failure&&B(K,{failure:p.failure}),i.length===0?p.phase===`connecting`?B(Di,{}):B(Mc,{isFiltered:h}):B(ki,{label:`Live attempts`,columns:xc(f),rows:i,keyOf:({cursor:e})=>e,rowClass:bc,isCompact:!0})]})}var Ac=[{value:si.filter(({value:e})=>e!==`SUCCEEDED`).map(({value:e})=>e).join(`,`),label:`Any failure`},...si];function jc({endpoints:e}){let{query:t,path:n,route:r}=ot(),i=br(),a=(e,i)=>({options:i,value:t[e],onChoose:i=>r(Or(n,{...t,[e]:i}),!0)});return B(C,{children:[B(_r,{label:`Endpoint`,any:`Any endpoint`,...a(`endpoint`,e)}),B(_r,{label:`Event type`,any:`Any event type`,...a(`type`,i)}),B(_r,{label:`Outcome`,any:`Any outcome`,...a(`outcome`,Ac)})]})}function Mc({isFiltered:e}){let t=`Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.`;return e?B(q,{title:`Nothing like this yet`,children:B(`p`,{children:t})}):B(q,{title:`Waiting for the next attempt`,example:Kr,children:B(`p`,{children:t})})}function Nc(){let[e,t]=A(er??``),{busy:n,failure:r,start:i}=Ha(),a=N(null),o=r??Gn.value;return j(()=>{document.title=`Sign in · Hookline`},[]),M(()=>a.current?.querySelector(`input`)?.focus(),[]),B(`main`,{id:`main`,class:`sign-in`,children:[B(`div`,{class:`sign-in-theme`,children:B(Ur,{})}),B(`h1`,{children:[B(Tr,{size:28}),`Hookline`]}),B(`form`,{ref:a,class:`panel`,onSubmit:t=>{t.preventDefault(),!n&&e.trim()!==``&&i(()=>Xn(e.trim()))},children:[B(V,{label:`API key`,type:`password`,value:e,onInput:t,placeholder:`hk_…`,required:!0,mono:!0,hint:e===er?`Filled in is the key of this development server.`:`Or a token (JWT), if this server takes them. It is kept until this tab is closed.`}),o&&B(K,{failure:o}),B(`button`,{type:`submit`,class:`primary`,"aria-disabled":n,children:n?`Signing in…`:`Sign in`})]}),B(`p`,{class:`quiet`,children:`You see what your key may see, through the public API. Where it lacks a scope, the page says which.`})]})}var Pc=/^\/(console(\/|$)|$|\?)/;function Fc(){return B(C,{children:[Kn.value?Wn.value?B(Ic,{}):B(zc,{}):B(Nc,{}),B(mi,{})]})}function Ic(){return B(Qe,{scope:Pc,children:[B(`a`,{class:`skip`,href:`#main`,onClick:e=>{e.preventDefault(),document.getElementById(`main`)?.focus()},children:`Skip to the page`}),B(Vr,{}),B(Lc,{})]})}function Lc(){let{path:e}=ot();return Rc(e)?B(et,{children:[B(at,{path:U.endpoints,component:oc}),B(at,{path:`/console`,component:oc}),B(at,{path:`/console/endpoints`,component:oc}),B(at,{path:U.endpoint(`:id`),component:Ks}),B(at,{path:U.live,component:Oc}),B(at,{path:U.deliveries,component:Ra}),B(at,{path:U.delivery(`:id`),component:Oo}),B(at,{path:U.eventTypes,component:_c}),B(at,{path:`/console/event-types/:name`,component:fc}),B(at,{path:U.event(`:id`),component:dc}),B(at,{default:!0,component:Bc})]}):B(Bc,{})}function Rc(e){try{return decodeURIComponent(e)!==``}catch{return!1}}function zc(){let[e,t]=A(null),n=()=>{t(null),Zn().catch(e=>t(ur(e)))};return j(n,[]),B(`main`,{id:`main`,children:e?B(K,{failure:e,onRetry:n}):B(Di,{})})}function Bc(){return B(Y,{title:`Nothing here`,children:B(q,{title:`No page has this address`,children:B(`p`,{children:[`Begin at the `,B(`a`,{href:U.endpoints,children:`endpoints`}),`.`]})})})}pt(),ve(B(Fc,{}),document.getElementById(`app`));