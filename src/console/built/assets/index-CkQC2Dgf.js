var e,t,n,r,i,a,o,s,c,l,u,d,f=Symbol.for(`pv`),p={},m=[],h=/^m(i|n|o|s|text|space)$/,g=Array.isArray,_=m.slice,v=Object.assign;function y(e){e&&e.parentNode&&e.remove()}function b(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e,o,r,i,null)}function x(e,t,n){var r,i,a,o=v({},e.props),s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e.type!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e.type,o,r===void 0?e.key:r,i===void 0?e.ref:i,null)}function S(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:f,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function C(e){return e.children}function w(e,t){this.props=e,this.context=t,this.__g=0}function T(e,t){if(t==null)return e.__&&T(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:T(e)}function E(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=v({constructor:f},r)).__v=r.__v+1,e.vnode&&e.vnode(n),ue(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||T(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,pe(a,n,o),r.__=r.__e=null,n.__e!=i&&D(n))}function D(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),D(e)}function ee(t){(8&t.__g||(t.__g|=8,r.push(t),a++))&&i==e.debounceRendering||((i=e.debounceRendering)||queueMicrotask)(te)}function te(){try{for(var e,t=1;r.length;)r.length>t&&r.sort(o),e=r.shift(),t=r.length,8&e.__g&&E(e)}finally{(a=r.length)&&(i||queueMicrotask)(te)}}function ne(e,t,n,r,i,a,o,s,c,l,u){var d,f,h,g,_,v,y=r.__k||m,b=t.length;for(c=re(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(f=~h.__i&&y[h.__i]||p,h.__i=d,v=ue(e,h,f,i,a,o,s,c,l,u),g=h.__e,(f.ref!=h.ref||8&f.__u)&&(f.ref&&he(f.ref,null,h,f),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ie(h,c,e,!f.__v),f.__e&&(f.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function re(e,t,n,r,i){var a,o,s,c,l,u,d,p,m,h=n.length,_=h,v=0,y=0,b=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=b[a]=S(null,o):g(o)?o=b[a]=S(C,{children:o}):o.constructor===f&&o.__b?o=b[a]=S(o.type,o.props,o.key,o.ref,o.__v):b[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=oe(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>h?v--:i<h&&v++),typeof o.type!=`function`&&(o.__u|=4))):b[a]=null;if(y){for(u=[],d=[],a=0;a<i;a++)if((o=b[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,d[a]=v+1}for(v=u.length;a--;)d[a]&&(d[a]==v?v--:b[a].__u|=4)}if(_)for(a=0;a<h;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=T(s)),ge(s,s));return r}function ie(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ie(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=T(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function ae(e,t){return t||=[],e!=null&&typeof e!=`boolean`&&(g(e)?e.some(function(e){ae(e,t)}):t.push(e)),t}function oe(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function se(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function ce(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||se(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||se(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=u[t]||(u[t]=le(t)),(e.__a||={})[t]=l,a=t!=(t=t.replace(c,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function le(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[s]==null)n[s]=l++;else if(n[s]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function ue(t,n,r,i,a,o,s,c,l,u){var d,p,h,_,b,x,S,E,D,ee,te,re,ie,ae,oe,se,ce,le,ue=n.type;if(n.constructor!==f)return null;128&r.__u&&(l=32&r.__u,d=r.__c.__z)&&(n.__u|=l,p=o=[],d.nodeType==8?c=de(d,o):o.push(d),c=o[0]||c),(d=e.__b)&&d(n);n:if(typeof ue==`function`){h=s.length;try{if(E=n.props,D=(d=ue.prototype)&&d.render,ee=(d=ue.contextType)&&i[d.__c],te=d?ee?ee.props.value:d.__:i,(_=r.__c)?(n.__c=_,2&_.__g&&(_.__g|=1)):(D?n.__c=_=new ue(E,te):(n.__c=_=new w(E,te),_.constructor=ue,_.render=_e),ee&&ee.sub(_),_.state||(_.state={}),_.__n=i,_.__g|=8,_.__h=[],_.__k=[]),D&&(_.__s||(_.__s=_.state),ue.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=v({},_.__s)),v(_.__s,ue.getDerivedStateFromProps(E,_.__s)))),b=_.props,x=_.state,_.__v=n,r.__c){if(E!==b&&D&&!ue.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(E,te),n.__v==r.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&!1===_.shouldComponentUpdate(E,_.__s,te)){n.__v!=r.__v&&(_.props=E,_.state=_.__s,_.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),m.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&s.push(_),c=T(r);break n}_.componentWillUpdate&&_.componentWillUpdate(E,_.__s,te),D&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(b,x,S)})}else D&&!ue.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),D&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=te,_.props=E,_.__P=t,_.__g&=-5,re=e.__r,ie=D?25:0;do _.__g&=-9,re&&re(n),d=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++ie<25);D&&(m.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(i=v({},i,_.getChildContext())),D&&r.__c&&_.getSnapshotBeforeUpdate&&(S=_.getSnapshotBeforeUpdate(b,x)),ae=d&&d.type===C&&d.key==null?d.props.children:d,E.__P&&(d=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&ge(e,e)}),r.__k=null),c=r.__k?T(r,0):null),c=ne(t,g(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=d),n.__u&=-161,p&&p.some(y),_.__h.length&&s.push(_),1&_.__g&&(_.__g&=-4)}catch(t){if(s.length=h,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(ce=o.indexOf(c||void 0))||(ce=o.length);(le=o[ce-1])&&le.nodeType==8;)ce--;for(;ce<o.length;ce++)if(le=o[ce]){if(o[ce]=null,oe){if(le==se)break}else{if(le.nodeType!=8)break;le.data.startsWith(`$s`)&&(se=de(oe=le))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(d=de(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=d):n.__e=c,c&&=c.nextSibling}else o&&o.some(y)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||fe(n),e.__e(t,n,r)}}else c=n.__e=me(r.__e,n,r,i,a,o,s,l,u,t);return(d=e.diffed)&&d(n),c}function de(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function fe(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(fe))}function pe(t,n,r){for(var i=0;i<r.length;)he(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function me(t,n,r,i,a,o,s,c,l,u){var d,f,m,v,b,x,S,C,w=r.props||p,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(C=u.ownerDocument||document,!D)return C.createTextNode(E);t=C.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&_.call(u.childNodes),!c&&o)for(w={},d=0;d<t.attributes.length;d++)w[(b=t.attributes[d]).name]=b.value;for(d in w)b=w[d],d==`dangerouslySetInnerHTML`?m=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||ce(t,d,null,b,a);for(d in E)b=E[d],d==`children`?v=b:d==`dangerouslySetInnerHTML`?f=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||w[d]===b||ce(t,d,b,w[d],a);f?(c||m&&(f.__html==m.__html||f.__html==t.innerHTML)||(t.innerHTML=f.__html),n.__k=[]):(m&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&h.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ne(u,g(v)?v:[v],n,r,i,a,o,s,o?o[0]:r.__k&&T(r,0),c,l),o&&o.some(y)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||ce(t,d,x,w[d],a),d=`checked`,S!=null&&S!=t[d]&&ce(t,d,S,w[d],a))}else w===E||c&&t.data==E||(t.data=E);return t}function he(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function ge(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||he(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&ge(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=de(i,o=[]))&&(i==t.__e&&o.some(y),y(a),y(i)),r||y(t.__e),t.__e=t.__c=t.__=null}function _e(e,t,n){return this.constructor(e,n)}function ve(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=S(C,{children:[t]}),a=[],o=[],ue(n,n.__k,i||p,p,n.namespaceURI,i?null:n.firstChild?_.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),pe(a,n.__k,o),n.__k.props.children=null}function ye(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,ee(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+d++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(t){e=t}}throw a=0,e}},t=0,n=function(e){return e!=null&&e.constructor===f},w.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=v({},this.state)),typeof e==`function`&&(e=e(v({},n),this.props)),e&&(v(n,e),this.__v&&(t&&this.__k.push(t),ee(this)))},w.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),ee(this))},w.prototype.render=C,r=[],a=0,o=function(e,t){return e.__v.__b-t.__v.__b},s=Symbol(),c=/(PointerCapture)$|Capture$/i,l=0,u={},d=0;var be,O,xe,Se,Ce=Object.is,we=0,Te=[],Ee=[],k=e,De=k.__b,Oe=k.__r,ke=k.diffed,Ae=k.__c,je=k.unmount,Me=k.__;function Ne(e,t){k.__h&&k.__h(O,e,we||t),we=0;var n=O.__H||(O.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function A(e){return we=1,Pe(Ke,e)}function Pe(e,t,n){var r=Ne(be++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ke(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);Ce(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=O,!O.__f)){O.__f=!0;var i=O.shouldComponentUpdate;O.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,Ce(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function j(e,t){var n=Ne(be++,3);!k.__s&&Ge(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,O.__H.__h.push(n))}function M(e,t){var n=Ne(be++,4);!k.__s&&Ge(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,O.__h.push(n))}function N(e){return we=5,Fe(function(){return{current:e}},[])}function Fe(e,t){var n=Ne(be++,7);return Ge(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Ie(e,t){return we=8,Fe(function(){return e},t)}function Le(e){var t=O.context[e.__c],n=Ne(be++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(O)),t.props.value):e.__}function Re(){var e=Ne(be++,11);if(!e.__){for(var t=O.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function ze(){var e;do{for(;e=Ee.shift();)try{Ue(e)}catch(t){k.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=Te.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ue),t.__h.some(We),t.__h=[]}catch(n){t.__h=[],k.__e(n,e.__v)}}}while(Ee.length)}k.__b=function(e){O=null,De&&De(e)},k.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Me&&Me(e,t)},k.__r=function(e){Oe&&Oe(e),be=0;var t=(O=e.__c).__H;t&&(xe==O?O.__h=[]:(t.__h.some(Ue),t.__h.some(We),be=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),xe=O},k.diffed=function(e){ke&&ke(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&He(Te.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),xe=O=null},k.__c=function(e,t){t.some(function(e){try{e.__h.some(Ue),e.__h=e.__h.filter(function(e){return!e.__||We(e)})}catch(t){e.__h=[function(){throw t}]}}),Ae&&Ae(e,t)},k.unmount=function(e){je&&je(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,He(Ee.push(r))}else Ue(r)}catch(e){t=e}}),r.__H=void 0,t&&k.__e(t,r.__v))};var Be=typeof requestAnimationFrame==`function`;function Ve(e){var t,n=function(){clearTimeout(r),Be&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Be&&(t=requestAnimationFrame(n))}function He(e){e!=1&&Se==k.requestAnimationFrame||((Se=k.requestAnimationFrame)||Ve)(ze)}function Ue(e){var t=O,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),O=t}function We(e){var t=O;e.__c=e.__(),O=t}function Ge(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!Ce(t,e[n])})}function Ke(e,t){return typeof t==`function`?t(e):t}var qe,Je;function Ye(e){return!Je||(typeof Je==`string`?e.startsWith(Je):Je.test(e))}function Xe(e,t){let n=``;if(qe=void 0,t&&t.type===`click`){if(t.ctrlKey||t.metaKey||t.altKey||t.shiftKey||t.button!==0)return e;let r=t.composedPath().find(e=>e.nodeName==`A`&&e.href),i=r&&r.getAttribute(`href`);if(!r||r.origin!=location.origin||/^#/.test(i)||!/^(_?self)?$/i.test(r.target)||!Ye(i)||r.download)return e;qe=!0,t.preventDefault(),n=r.href.replace(location.origin,``)}else t&&t.url?(qe=!t.replace,n=t.url):n=location.pathname+location.search;return qe===!0?history.pushState(null,``,n):qe===!1&&history.replaceState(null,``,n),n}var Ze=(e,t,n={})=>{e=e.split(`/`).filter(Boolean),t=(t||``).split(`/`).filter(Boolean),n.params||={};for(let r=0,i,a;r<Math.max(e.length,t.length);r++){let[,o,s,c]=(t[r]||``).match(/^(:?)(.*?)([+*?]?)$/);if(i=e[r],o||s!=i){if(!o&&i&&c==`*`){n.rest=`/`+e.slice(r).join(`/`);break}if(!o||!i&&c!=`?`&&c!=`*`)return;if(a=c==`+`||c==`*`,a?i=e.slice(r).map(decodeURIComponent).join(`/`)||void 0:i&&=decodeURIComponent(i),n.params[s]=i,s in n||(n[s]=i),a)break}}return n};function Qe(e){let[t,n]=Pe(Xe,e.url||location.pathname+location.search);e.scope&&(Je=e.scope);let r=qe===!0,i=Fe(()=>{let e=new URL(t,location.origin),i=e.pathname.replace(/\/+$/g,``)||`/`;return{url:t,path:i,query:Object.fromEntries(e.searchParams),route:(e,t)=>n({url:e,replace:t}),back:()=>{history.back()},forward:()=>{history.forward()},wasPush:r}},[t]);return M(()=>(addEventListener(`click`,n),addEventListener(`popstate`,n),()=>{removeEventListener(`click`,n),removeEventListener(`popstate`,n)}),[]),b(Qe.ctx.Provider,{value:i},e.children)}var $e=Promise.resolve();function et(e){let[t,n]=Pe(e=>e+1,0),{url:r,query:i,wasPush:a,path:o}=P();if(!r)throw Error(`preact-iso's <Router> must be used within a <LocationProvider>, see: https://github.com/preactjs/preact-iso#locationprovider`);let{rest:s=o,params:c={}}=Le(it),l=N(!1),u=N(o),d=N(1),f=N(),p=N(),m=N(),h=N(!1),g=N();g.current=!1;let _,v,y;ae(e.children).some(e=>{if(Ze(s,e.props.path,y={...e.props,path:s,query:i,params:Object.assign({},c),rest:``}))return _=x(e,y);e.props.default&&(v=x(e,y))});let S=_||v,C=f.current&&f.current.__u&tt&&f.current.__u&nt,w=f.current&&f.current.__h,T=Fe(()=>{p.current=f.current,f.current=b(it.Provider,{value:y},S);let e=p.current&&p.current.props.children;return!e||!S||S.type!==e.type||S.props.component!==e.props.component?(d.current++,!0):!1},[r,JSON.stringify(y)]);C?(f.current.__u|=tt,f.current.__u|=nt):w&&(f.current.__h=!0);let E=p.current;return p.current=null,this.__c=(t,i)=>{g.current=!0,p.current=E,e.onLoadStart&&e.onLoadStart(r),l.current=!0;let a=d.current;t.then(()=>{a===d.current&&(p.current=null,f.current&&(i.__h&&(f.current.__h=i.__h),i.__u&nt&&(f.current.__u|=nt),i.__u&tt&&(f.current.__u|=tt)),$e.then(n))})},M(()=>{let t=this.__v&&this.__v.__e;g.current?!h.current&&!m.current&&(m.current=t):(!h.current&&m.current&&(m.current!==t&&m.current.remove(),m.current=null),h.current=!0,u.current!==o&&(a&&scrollTo(0,0),e.onRouteChange&&e.onRouteChange(r),u.current=o),e.onLoadEnd&&l.current&&e.onLoadEnd(r),l.current=!1)},[o,a,t]),T?[b(rt,{r:f,key:d.current}),b(rt,{r:p,key:d.current-1})]:b(rt,{r:f,key:d.current})}var tt=32,nt=128,rt=({r:e})=>e.current;et.Provider=Qe,Qe.ctx=ye({});var it=ye({}),at=e=>b(e.component,e),P=()=>Le(Qe.ctx),ot=100,st=()=>history.state??{};function ct(e,t=location.href){t===location.href&&history.replaceState({...st(),...e},``)}var lt,ut=null,dt=e=>{clearTimeout(lt),!ut&&st().y!==scrollY&&ct({y:scrollY},e)};function ft(){history.scrollRestoration=`manual`;let{list:e}=st();e&&ct({list:{...e,since:null,until:null}}),addEventListener(`scroll`,()=>{clearTimeout(lt),lt=setTimeout(dt,ot,location.href)}),addEventListener(`pagehide`,()=>dt()),addEventListener(`click`,({target:e})=>{dt();let t=e instanceof Element?e.closest(`main a[href]`):null;t&&ct({link:t.getAttribute(`href`)})},!0),addEventListener(`popstate`,mt),mt()}var pt=[`wheel`,`touchstart`,`pointerdown`,`keydown`,`click`];function mt(){ut?.();let{y:e=0,link:t}=st(),n,r=new MutationObserver(()=>{scrollTo(0,e),clearTimeout(n),document.querySelector(`.skeleton`)||(n=setTimeout(()=>{i(),ht(t)},ot))}),i=()=>{clearTimeout(n),r.disconnect();for(let e of pt)removeEventListener(e,i,!0);ut=null};ut=i;for(let e of pt)addEventListener(e,i,!0);r.observe(document.body,{childList:!0,subtree:!0})}function ht(e){let t=document.activeElement;e&&(t===document.body||t?.matches(`main h1`))&&[...document.querySelectorAll(`main a[href]`)].find(t=>t.getAttribute(`href`)===e)?.focus({preventScroll:!0})}var gt=({path:e})=>e.filter((e,t)=>t>0||e!==`input`).join(`.`),F=class extends Error{name=`Failure`;code;errorId;issues;constructor(e,t,{errorId:n=null,issues:r=[]}={}){super(t),this.code=e,this.errorId=n,this.issues=r}get isOfCredential(){return _t.has(this.code)}},_t=new Set([`MISSING_API_KEY`,`MALFORMED_API_KEY`,`EXPIRED_API_KEY`,`INVALID_AUTHORIZATION`]);function vt({message:e,extensions:t={}}){return new F(t.code??`UNEXPECTED_ANSWER`,e,{errorId:t.errorId??null,issues:t.issues??[]})}async function yt(e,t,n,r){let i=await fetch(`/graphql`,{method:`POST`,headers:{accept:`application/graphql-response+json`,authorization:`Bearer ${e}`,"content-type":`application/json`},credentials:`omit`,body:JSON.stringify({query:t.toString(),variables:n}),...r&&{signal:r}}).catch(e=>{throw r?.aborted?e:new F(`UNREACHABLE`,`The server does not answer. Check that it runs, and your connection to it.`)}),a=await i.json().catch(()=>null),[o]=a?.errors??[];if(o)throw vt(o);if(!a?.data)throw new F(`UNEXPECTED_ANSWER`,`The server answered ${i.status}, which is not GraphQL.`);return a.data}var bt=Symbol.for(`preact-signals`);function xt(){if(Et>1)Et--;else{var e,t=!1;for((function(){var e=At;for(At=void 0;e!==void 0;){var t=e.S;if(t.v===e.v)for(var n=t.t;n!==void 0;n=n.x)n.i===e.i&&(n.i=t.i);e=e.o}})();Tt!==void 0;){var n=Tt;for(Tt=void 0,Dt++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Pt(n))try{n.c()}catch(n){t||=(e=n,!0)}n=r}}if(Dt=0,Et--,t)throw e}}function St(e){if(Et>0)return e();kt=++Ot,Et++;try{return e()}finally{xt()}}var Ct,I=void 0;function wt(e){var t=I,n=Ct;I=void 0,Ct=void 0;try{return e()}finally{I=t,Ct=n}}var Tt=void 0,Et=0,Dt=0,Ot=0,kt=0,At=void 0,jt=0;function Mt(e){if(I!==void 0){var t=e.n;if(t===void 0||t.t!==I)return t={i:0,S:e,p:I.s,n:void 0,t:I,e:void 0,x:void 0,r:t},I.s!==void 0&&(I.s.n=t),I.s=t,e.n=t,32&I.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=I.s,t.n=void 0,I.s.n=t,I.s=t),t}}function L(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}L.prototype.brand=bt,L.prototype.h=function(){return!0},L.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n===void 0?wt(function(){var e;(e=t.W)==null||e.call(t)}):n.e=e)},L.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&wt(function(){var e;(e=t.Z)==null||e.call(t)}))}},L.prototype.subscribe=function(e){var t=this;return Ut(function(){var n=t.value;wt(function(){return e(n)})},{name:`sub`})},L.prototype.valueOf=function(){return this.value},L.prototype.toString=function(){return this.value+``},L.prototype.toJSON=function(){return this.value},L.prototype.peek=function(){var e=this;return wt(function(){return e.value})},Object.defineProperty(L.prototype,"value",{get:function(){var e=Mt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Dt>100)throw Error(`Cycle detected`);(function(e){Et!==0&&Dt===0&&e.l!==kt&&(e.l=kt,At={S:e,v:e.v,i:e.i,o:At})})(this),this.v=e,this.i++,jt++,Et++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{xt()}}}});function Nt(e,t){return new L(e,t)}function Pt(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Ft(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function It(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function Lt(e,t){L.call(this,void 0,t),this.x=e,this.s=void 0,this.g=jt-1,this.f=4}Lt.prototype=new L,Lt.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===jt))return!0;if(this.g=jt,this.f|=1,this.i>0&&!Pt(this))return this.f&=-2,!0;var e=I;try{Ft(this),I=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(e){this.v=e,this.f|=16,this.i++}return I=e,It(this),this.f&=-2,!0},Lt.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}L.prototype.S.call(this,e)},Lt.prototype.U=function(e){if(this.t!==void 0&&(L.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}},Lt.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}},Object.defineProperty(Lt.prototype,"value",{get:function(){if(1&this.f)throw Error(`Cycle detected`);var e=Mt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Rt(e,t){return new Lt(e,t)}function zt(e){var t=e.j;if(e.j=void 0,typeof t==`function`){Et++;var n=I;I=void 0;try{t()}catch(t){throw e.f&=-2,e.f|=8,Bt(e),t}finally{I=n,xt()}}}function Bt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,zt(e)}function Vt(e){if(I!==this)throw Error(`Out-of-order effect`);It(this),I=e,this.f&=-2;try{8&this.f&&Bt(this)}finally{xt()}}function Ht(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,Ct&&Ct.push(this)}Ht.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==`function`&&(this.j=t)}finally{e()}},Ht.prototype.S=function(){if(1&this.f)throw Error(`Cycle detected`);this.f|=1,this.f&=-9,zt(this),Ft(this),Et++;var e=I;return I=this,Vt.bind(this,e)},Ht.prototype.N=function(){2&this.f||(this.f|=2,this.u=Tt,Tt=this)},Ht.prototype.d=function(){this.f|=8,1&this.f||Bt(this)},Ht.prototype.dispose=function(){this.d()};function Ut(e,t){var n=new Ht(e,t);try{n.c()}catch(e){throw n.d(),e}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Wt,Gt,Kt=typeof window<`u`&&!!window.__PREACT_SIGNALS_DEVTOOLS__,qt=[];Ut(function(){Wt=this.N})();function Jt(t,n){e[t]=n.bind(null,e[t]||function(){})}function Yt(e){if(Gt){var t=Gt;Gt=void 0,t()}Gt=e&&e.S()}function Xt(e){var t=this,r=e.data,i=Qt(r);i.name=`ReactiveDom`,i.value=r;var a=Fe(function(){for(var e=t,r=t.__v;r=r.__;)if(r.__c){r.__c.__$f|=4;break}var a=Rt(function(){var e=i.value.value;return e===0?0:!0===e?``:e||``}),o=Rt(function(){return!Array.isArray(a.value)&&!n(a.value)}),s=Ut(function(){if(this.N=tn,o.value){var t=a.value;e.__v&&e.__v.__e&&e.__v.__e.nodeType===3&&(e.__v.__e.data=t)}}),c=t.__$u.d;return t.__$u.d=function(){s(),c.call(this)},[o,a]},[]),o=a[0],s=a[1];return o.value?s.peek():s.value}Xt.displayName=`ReactiveTextNode`,Object.defineProperties(L.prototype,{constructor:{configurable:!0,value:b(C,null).constructor},type:{configurable:!0,value:Xt},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}}),Jt(`__b`,function(e,t){if(Yt(),typeof t.type==`string`){var n,r=t.props;for(var i in r)if(i!==`children`){var a=r[i];a instanceof L&&(n||(t.__np=n={}),n[i]=a,r[i]=a.peek())}}e(t)}),Jt(`__r`,function(e,t){if(e(t),t.type!==C){Yt();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=function(e,t){var n;return Ut(function(){n=this},{name:t}),n.c=e,n}(function(e){return function(){var t;Kt&&((t=this.y)==null||t.call(this)),e.__$f|=1,e.setState({})}}(r),typeof t.type==`function`?t.type.displayName||t.type.name:``))),Yt(n)}}),Jt(`__e`,function(e,t,n,r){Yt(),e(t,n,r)}),Jt(`diffed`,function(e,t){Yt();var n;if(typeof t.type==`string`&&(n=t.__e)){var r=t.__np,i=t.props,a=n.U;if(a)for(var o in a){var s=a[o];s===void 0||r&&o in r||(s.d(),a[o]=void 0)}if(r)for(var c in a||(a={},n.U=a),r){var l=a[c],u=r[c];l===void 0?(l=Zt(n,c,u,i),a[c]=l):l.o(u,i)}}e(t)});function Zt(e,t,n,r){var i=t in e&&e.ownerSVGElement===void 0,a=Nt(n);return{o:function(e,t){a.value=e,r=t},d:Ut(function(){this.N=tn;var n=a.value.value;r[t]!==n&&(r[t]=n,i?e[t]=n:n!=null&&(!1!==n||t[4]===`-`)?e.setAttribute(t,n):e.removeAttribute(t))})}}Jt(`unmount`,function(e,t){if(typeof t.type==`string`){var n=t.__e;if(n){var r=n.U;if(r)for(var i in n.U=void 0,r){var a=r[i];a&&a.d()}}var o=t.__np;if(o){var s=t.props;for(var c in o)s[c]=o[c]}t.__np=void 0}else{var l=t.__c;if(l){l.__$f|=8;var u=l.__$u;u&&(l.__$u=void 0,u.d())}}e(t)}),Jt(`__h`,function(e,t,n,r){r<3&&(t.__$f|=2),e(t,n,r)}),w.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u==`boolean`&&!0===this.u){var a=2&this.__$f;if(!(r||a||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var o in e)if(o!==`__source`&&e[o]!==this.props[o])return!0;for(var s in this.props)if(!(s in e))return!0;return!1};function Qt(e,t){return Fe(function(){return Nt(e,t)},[])}var $t=function(e){queueMicrotask(function(){queueMicrotask(e)})};function en(){St(function(){for(var e;e=qt.shift();)Wt.call(e)})}function tn(){qt.push(this)===1&&(e.requestAnimationFrame||$t)(en)}var R=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new R(`
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
    `,{fragmentName:`DeliveryRow`}),new R(`
    fragment Problem on Error {
  code
  message
  errorId
}
    `,{fragmentName:`Problem`}),new R(`
    fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}
    `,{fragmentName:`Issues`}),new R(`
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
    `,{fragmentName:`EndpointRow`}),new R(`
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
    `,{fragmentName:`EndpointSettings`}),new R(`
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
}
    `,{fragmentName:`EventTypeRow`}),new R(`
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
    `,{fragmentName:`ItemOfFeed`});var nn=new R(`
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
}`),rn=new R(`
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
    `),an=new R(`
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
    `),on=new R(`
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
    `),sn=new R(`
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
    `),cn=new R(`
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
}`),ln=new R(`
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
}`),un=new R(`
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
}`),dn=new R(`
    query EndpointNames($filter: EndpointFilter) {
  endpoints(first: 100, filter: $filter) {
    nodes {
      id
      name
      url
    }
  }
}
    `),fn=new R(`
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
    `),pn=new R(`
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
}`),mn=new R(`
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
    `),hn=new R(`
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
}`),gn=new R(`
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
}`),_n=new R(`
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
}`),vn=new R(`
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
}`),yn=new R(`
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
}`),bn=new R(`
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
}`),xn=new R(`
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
}`),Sn=new R(`
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
}`),Cn=new R(`
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
}`),wn=new R(`
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
}`),Tn=new R(`
    query EventsByKey($filter: EventFilter!) {
  events(first: 1, filter: $filter) {
    nodes {
      id
    }
  }
}
    `),En=new R(`
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
}`),Dn=new R(`
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
    `),On=new R(`
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
}`),kn=new R(`
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
}`),An=new R(`
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
}`),jn=new R(`
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
}`),Mn=new R(`
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
}`),Nn=new R(`
    query FeedEnd {
  deliveryFeedCursor
}
    `),Pn=new R(`
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
}`),Fn=new R(`
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
}`),In=new R(`
    query Viewer {
  viewer {
    subject
    scopes
    organization {
      name
    }
  }
}
    `),Ln=new R(`
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
    `);function Rn(e){try{return window[e]}catch{let e=new Map;return{getItem:t=>e.get(t)??null,setItem:(t,n)=>void e.set(t,n),removeItem:t=>void e.delete(t)}}}var zn=`hookline.key`,Bn=`hookline.organization`,Vn=Rn(`sessionStorage`),Hn=Nt(Vn.getItem(zn)),Un=Nt(null),Wn=Nt(null),Gn=Rt(()=>Hn.value!==null),Kn=Nt(Vn.getItem(Bn));Ut(()=>{Kn.value===null?Vn.removeItem(Bn):Vn.setItem(Bn,Kn.value)});var qn=()=>Kn.value===null?{}:{organizationId:Kn.value};function z(e){let t=Un.value?.scopes??[];return t.includes(`ADMIN`)||t.includes(e)}var Jn=/[^ -~]/u;async function Yn(e){let[t]=Jn.exec(e)??[];if(t){let e=t.codePointAt(0)?.toString(16).toUpperCase().padStart(4,`0`);throw new F(`MALFORMED_API_KEY`,`No API key or token has “${t}” (U+${e}) in it.`)}let n=await yt(e,In,{});Vn.setItem(zn,e),Wn.value=null,Un.value=n.viewer,Hn.value=e}async function Xn(){Un.value=(await B(In,{})).viewer}function Zn(e=null){Vn.removeItem(zn),Kn.value=null,Wn.value=e,Hn.value=null,Un.value=null}async function B(e,t,n){let r=Hn.value;if(r===null)throw new F(`MISSING_API_KEY`,`You are signed out.`);try{return await yt(r,e,t,n)}catch(e){throw e instanceof F&&e.isOfCredential&&Hn.value===r&&Zn(e),e}}var Qn=()=>({authorization:`Bearer ${Hn.value??``}`}),$n=document.querySelector(`meta[name="development-key"]`)?.content||null,er=1e4;function tr(e){let t=N(e);t.current=e;let n=N(null),r=N(null),i=N(!1);return j(()=>()=>{i.current=!0},[]),Ie(()=>{let e=async()=>{if(r.current=null,i.current)return;let e={done:t.current(),since:Date.now()};n.current=e,await e.done,n.current===e&&(n.current=null)};return!n.current||Date.now()-n.current.since>er?e():(r.current??=n.current.done.then(e),r.current)},[])}function nr(e,t){let n=JSON.stringify(t),[r,i]=A({of:``,data:null,failure:null}),[a,o]=A(t!==null),s=N(null),c=Ie(async()=>{if(n===`null`)return;s.current?.abort();let t=new AbortController;s.current=t,o(!0);try{let r=await B(e,JSON.parse(n),t.signal);t.signal.aborted||i({of:n,data:r,failure:null})}catch(e){if(t.signal.aborted)return;let r=lr(e);i(e=>({of:n,data:e.of===n?e.data:null,failure:r}))}t.signal.aborted||o(!1)},[e,n]);j(()=>(c(),()=>s.current?.abort()),[c]);let l=tr(c);j(()=>{let e=()=>void l();return addEventListener(`focus`,e),()=>removeEventListener(`focus`,e)},[l]);let u=r.of===n;return{data:u?r.data:null,failure:u?r.failure:null,loading:a||!u&&n!==`null`,reload:l}}var rr=25,ir=100;function ar(e,t,n,{changes:r=0,pageSize:i=rr,madeAt:a,within:o}={}){let s=JSON.stringify(t&&{...t,within:o}),[c,l]=A({of:``,page:null,failure:null}),[u,d]=A(t!==null),f=N(null),p=N(i),m=N(null),h=N(null),g=N(``);async function _(t){if(s===`null`)return;f.current?.abort();let r=new AbortController;f.current=r,d(!0),t===null&&(m.current??=o===void 0?null:sr(o));try{let i=t;do{let t=Math.min(p.current-(i?.nodes.length??0),ir),a=i?.pageInfo.endCursor??null,o=n(await B(e,{...or(s,m.current,h.current),first:t,...a&&{after:a}},r.signal));if(r.signal.aborted)return;i=o&&{...o,nodes:[...i?.nodes??[],...o.nodes]}}while(i?.pageInfo.hasNextPage&&i.nodes.length<p.current);l({of:s,page:i,failure:null});let o=a&&i?cr(i.nodes.map(a)):null;ct({list:{of:s,rows:p.current,since:m.current,until:o}},g.current)}catch(e){if(r.signal.aborted)return;let t=lr(e);l(e=>({of:s,page:e.of===s?e.page:null,failure:t}))}d(!1)}j(()=>{g.current=location.href;let{list:e}=st(),t=e?.of===s;return p.current=t?e.rows:i,m.current=t?e.since:null,h.current=t?e.until:null,_(null),()=>f.current?.abort()},[e,s]);let v=c.of===s?c.page:null,y=tr(()=>(m.current=null,h.current=null,_(null)));return j(()=>{r>0&&y()},[r]),{rows:v?.nodes??null,totalCount:v?.totalCount??null,failure:c.of===s?c.failure:null,loading:u||c.of!==s&&s!==`null`,hasMore:v?.pageInfo.hasNextPage??!1,more(){return p.current=(v?.nodes.length??0)+i,_(v)},reload:y}}function or(e,t,n){let{within:r,...i}=JSON.parse(e);return t===null&&n===null?i:{...i,filter:{...i.filter,...t&&{since:t},...n&&{until:n}}}}var sr=e=>new Date(Date.now()-e).toISOString();function cr(e){return e.length===0?null:new Date(Math.max(...e.map(Date.parse))+1).toISOString()}function lr(e){return e instanceof F?e:new F(`UNEXPECTED_ANSWER`,e instanceof Error?e.message:String(e))}var ur=Symbol.for(`pv`),dr=0;Array.isArray;function V(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ur,__v:--dr,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function H({type:e=`text`,lines:t=1,placeholder:n,required:r=!1,mono:i=!1,...a}){let o=Re(),{label:s,value:c,onInput:l,hint:u}=a,d=pr(a),f={id:o,value:c,placeholder:n,required:r,spellcheck:!1,autocomplete:`off`,class:i?`mono`:``,...mr(o,u,d)};return V(`div`,{class:`field`,children:[V(`label`,{for:o,children:s}),t>1?V(`textarea`,{...f,rows:t,onInput:e=>l(e.currentTarget.value)}):V(`input`,{...f,type:e,onInput:e=>l(e.currentTarget.value)}),V(hr,{id:`${o}-hint`,hint:u,issue:d})]})}function fr({options:e,...t}){let n=Re(),r=pr(t);return V(`div`,{class:`field`,children:[V(`label`,{for:n,children:t.label}),V(`select`,{id:n,value:t.value,...mr(n,t.hint,r),onChange:e=>t.onInput(e.currentTarget.value),children:e.map(({value:e,label:t})=>V(`option`,{value:e,children:t},e))}),V(hr,{id:`${n}-hint`,hint:t.hint,issue:r})]})}var pr=({issues:e=[],name:t})=>e.find(e=>t!==void 0&&`${gt(e)}.`.startsWith(`${t}.`)),mr=(e,t,n)=>({"aria-invalid":n?!0:void 0,"aria-describedby":t||n?`${e}-hint`:void 0});function hr({id:e,hint:t,issue:n}){return!t&&!n?null:V(`div`,{id:e,class:n?`hint bad`:`hint`,children:n?n.message:t})}function gr({label:e,any:t,value:n,options:r,onChoose:i}){let a=n!==void 0&&n!==``&&!r.some(e=>e.value===n);return V(`select`,{"aria-label":e,value:n??``,onChange:e=>i(e.currentTarget.value),children:[V(`option`,{value:``,children:t}),a&&V(`option`,{value:n,children:n}),r.map(e=>V(`option`,{value:e.value,children:e.label},e.value))]})}var _r=5e3;function vr({failure:e,reload:t}){j(()=>{if(!e)return;let n=setTimeout(()=>void t(),_r);return()=>clearTimeout(n)},[e])}function yr(){let[e,t]=A([]);return j(()=>{let e=new AbortController,n,r=async()=>{try{t(await br(e.signal))}catch{e.signal.aborted||(n=setTimeout(()=>void r(),_r))}};return r(),()=>{e.abort(),clearTimeout(n)}},[]),e.map(e=>({value:e,label:e}))}async function br(e){let t=[],n=null;do{let{eventTypes:r}=await B(Dn,{after:n},e);t.push(...r.nodes.map(({name:e})=>e)),n=r.pageInfo.hasNextPage?r.pageInfo.endCursor:null}while(n!==null);return t}function xr(e=``){let t=Kn.value,n=nr(Ln,{search:e||null,chosen:t??``,isChosen:t!==null});vr(n);let{data:r}=n,i=r?.organizations.nodes??[],a=t!==null&&!i.some(({id:e})=>e===t),o={id:t??``,name:r?r.chosen?.name??t??``:`…`};return{options:(a?[o,...i]:i).map(({id:e,name:t})=>({value:e,label:t})),hasMore:r?.organizations.pageInfo.hasNextPage??!1}}function Sr(e){let{options:t}=xr(),n=Un.value?.organization;return V(fr,{label:`Organization`,...e,options:[{value:``,label:n?`${n.name} (the key’s own)`:`Choose one`},...t]})}var Cr={check:`M3.5 8.5l3 3 6-7`,cross:`M4 4l8 8M12 4l-8 8`,clock:`M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,retry:`M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9`,minus:`M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,pause:`M5.5 3.5v9M10.5 3.5v9`,play:`M5 3.5l7 4.5-7 4.5z`,ban:`M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,hourglass:`M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5`,unplugged:`M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z`,shield:`M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z`,search:`M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z`,copy:`M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z`,sun:`M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z`,moon:`M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z`,system:`M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5`,exit:`M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3`,warning:`M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1`,plus:`M8 3v10M3 8h10`,flask:`M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5`};function U({name:e,size:t=14}){return V(`svg`,{class:`icon`,width:t,height:t,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:V(`path`,{d:Cr[e]})})}function wr({size:e}){return V(`svg`,{class:`icon mark`,width:e,height:e,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:[V(`path`,{d:`M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2`}),V(`circle`,{cx:`5`,cy:`3`,r:`1.5`})]})}var Tr=250;function Er(e,t){let[n,r]=A(e),i=N(e),a=N(t);return a.current=t,j(()=>{if(n===i.current)return;let e=setTimeout(()=>{i.current=n,a.current(n)},Tr);return()=>clearTimeout(e)},[n]),j(()=>{e!==i.current&&(i.current=e,r(e))},[e]),[n,r]}var W={endpoints:`/`,endpoint:e=>`/console/endpoints/${e}`,live:`/console/live`,deliveries:`/console/deliveries`,delivery:e=>`/console/deliveries/${e}`,eventTypes:`/console/event-types`,eventType:e=>`/console/event-types/${encodeURIComponent(e)}`,event:e=>`/console/events/${e}`};function Dr(e,t){let n=Object.entries(t).filter(e=>!!e[1]);return n.length===0?e:`${e}?${new URLSearchParams(n)}`}var Or=/^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;function kr(){let{route:e,url:t}=P(),[n,r]=A(``),[i,a]=A(null),[o,s]=A(!1),c=N(null),l=N(null);Mr(`/`,()=>c.current?.focus());let u=()=>{l.current?.abort(),s(!1)};M(()=>u,[t]);async function d(){let t=n.trim();if(t===``)return;a(null),u();let i=new AbortController;l.current=i;let{signal:o}=i;s(!0);try{let n=await Ar(t,o);if(o.aborted)return;if(n===null){a(`Nothing that you may see has this id or idempotency key.`);return}r(``),c.current?.blur(),e(n)}catch(e){o.aborted||a(lr(e).message)}finally{o.aborted||s(!1)}}return V(`search`,{children:[V(`form`,{class:`search`,onSubmit:e=>{e.preventDefault(),d()},children:[V(U,{name:`search`}),V(`input`,{ref:c,type:`search`,"aria-label":`Find by id or idempotency key`,placeholder:`evt_… · dlv_… · idempotency key`,spellcheck:!1,autocomplete:`off`,value:n,"aria-invalid":i?!0:void 0,"aria-describedby":`search-said`,onInput:e=>{u(),r(e.currentTarget.value),a(null)}}),V(`kbd`,{children:`/`})]}),V(`div`,{id:`search-said`,class:i?`search-said bad`:`search-said`,role:`status`,children:o?`Searching…`:i})]})}async function Ar(e,t){let n=e.toLowerCase();switch(Or.exec(n)?.[1]){case`ep`:return W.endpoint(n);case`evt`:return W.event(n);case`dlv`:return W.delivery(n);case`att`:{jr(`DELIVERIES_READ`);let{node:e}=await B(sn,{id:n},t);return e?.__typename===`DeliveryAttempt`?W.delivery(e.delivery.id):null}default:{jr(`EVENTS_READ`);let{events:n}=await B(Tn,{filter:{idempotencyKey:e,...qn()}},t);return n.nodes[0]?W.event(n.nodes[0].id):null}}}function jr(e){if(!z(e))throw new F(`FORBIDDEN`,`Your key lacks the scope ${e}.`)}function Mr(e,t){let n=N(t);n.current=t,j(()=>{let t=t=>{let r=t.target instanceof Element&&t.target.closest(`input, textarea, select, dialog`);t.key!==e||r||t.ctrlKey||t.metaKey||t.altKey||(t.preventDefault(),n.current())};return addEventListener(`keydown`,t),()=>removeEventListener(`keydown`,t)},[e])}var Nr=`hookline.theme`,Pr=Rn(`localStorage`),Fr=Pr.getItem(Nr),Ir=Nt(Fr===`light`||Fr===`dark`?Fr:`system`);Ut(()=>{Ir.value===`system`?(Pr.removeItem(Nr),delete document.documentElement.dataset.theme):(Pr.setItem(Nr,Ir.value),document.documentElement.dataset.theme=Ir.value)});var Lr={system:`light`,light:`dark`,dark:`system`};function Rr(){Ir.value=Lr[Ir.value]}var zr=[{href:W.endpoints,text:`Endpoints`,under:/^\/($|console$|console\/endpoints)/},{href:W.live,text:`Live`,under:/^\/console\/live/},{href:W.deliveries,text:`Deliveries`,under:/^\/console\/(deliveries|events)/},{href:W.eventTypes,text:`Event types`,under:/^\/console\/event-types/}];function Br(){let{path:e}=P();return V(`header`,{children:[V(`a`,{class:`brand`,href:W.endpoints,"aria-label":`Hookline: endpoints`,children:[V(wr,{size:20}),V(`span`,{children:`Hookline`})]}),V(`nav`,{"aria-label":`Pages`,children:zr.map(({href:t,text:n,under:r})=>V(`a`,{href:t,"aria-current":r.test(e)?`page`:void 0,children:n},t))}),V(kr,{}),V(`div`,{class:`who`,children:[z(`ADMIN`)&&V(Ur,{}),V(Hr,{}),V(`button`,{type:`button`,class:`bare`,onClick:()=>Zn(),"aria-label":`Sign out`,title:`Sign out (${Un.value?.organization?.name??Un.value?.subject})`,children:V(U,{name:`exit`,size:16})})]})]})}var Vr={system:[`system`,`Theme: as the system has it`],light:[`sun`,`Theme: light`],dark:[`moon`,`Theme: dark`]};function Hr(){let[e,t]=Vr[Ir.value];return V(`button`,{type:`button`,class:`bare`,onClick:Rr,"aria-label":t,title:t,children:V(U,{name:e,size:16})})}function Ur(){let[e,t]=A(``),[n,r]=Er(``,e=>t(e.trim())),{options:i,hasMore:a}=xr(e);return V(C,{children:[(e!==``||n!==``||a)&&V(`input`,{type:`search`,"aria-label":`Find an organization`,placeholder:`Find organization`,value:n,onInput:e=>r(e.currentTarget.value)}),V(`select`,{"aria-label":`Organization`,value:Kn.value??``,onChange:e=>{Kn.value=e.currentTarget.value||null},children:[V(`option`,{value:``,children:`All organizations`}),i.map(({value:e,label:t})=>V(`option`,{value:e,children:t},e))]})]})}var Wr=`mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`,Gr=`mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`,Kr=`mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`,qr={PENDING:[`Pending`,`idle`,`clock`],RETRYING:[`Retrying`,`warn`,`retry`],SUCCEEDED:[`Succeeded`,`good`,`check`],FAILED:[`Failed`,`bad`,`cross`],CANCELED:[`Canceled`,`idle`,`minus`]},Jr={ACTIVE:[`Active`,`good`,`check`],PAUSED:[`Paused`,`warn`,`pause`],DISABLED:[`Disabled`,`bad`,`ban`]},Yr={SUCCEEDED:[`Succeeded`,`good`,`check`],REJECTED:[`Rejected`,`bad`,`cross`],TIMED_OUT:[`Timed out`,`bad`,`hourglass`],CONNECTION_FAILED:[`No connection`,`bad`,`unplugged`],BLOCKED:[`Blocked`,`bad`,`shield`]},Xr={RETRIES_EXHAUSTED:`its last retry failed`,ENDPOINT_GONE:`the endpoint answered 410 Gone`,ENDPOINT_DISABLED:`its endpoint was disabled`,ENDPOINT_DELETED:`its endpoint was deleted`,CANCELED_BY_USER:`somebody canceled it`,BACKLOG_EXPIRED:`it waited longer than it may`},Zr={MANUAL:`by hand`,GONE:`it answered 410 Gone`,PERSISTENT_FAILURE:`it failed for 5 days`};function Qr({tone:e,icon:t,children:n}){return V(`span`,{class:`badge ${e}`,children:[V(U,{name:t,size:12}),n]})}function $r({look:e,name:t}){let[n,r,i]=e??[t,`idle`,`minus`];return V(Qr,{tone:r,icon:i,children:n})}var ei=({status:e})=>V($r,{look:qr[e],name:e}),ti=({status:e})=>V($r,{look:Jr[e],name:e}),ni=({outcome:e})=>V($r,{look:Yr[e],name:e}),ri=e=>Object.entries(e).map(([e,[t]])=>({value:e,label:t})),ii=ri(qr),ai=ri(Jr),oi=ri(Yr);function si(e){return e==null?`–`:e<1e3?`${e} ms`:e<6e4?`${(e/1e3).toFixed(e<1e4?2:1)} s`:`${(e/6e4).toFixed(1)} min`}var ci=new Intl.NumberFormat(`en`),G=e=>ci.format(e);function li(e){return e==null?`–`:e===1?`100 %`:`${Math.min(99.9,Math.round(e*1e3)/10).toFixed(1)} %`}function ui({label:e,children:t}){return V(`pre`,{class:`code`,role:`group`,"aria-label":e,tabIndex:0,children:t})}var di=6e3,fi=Nt(null);function K(e,t=`good`){let n=(fi.value?.number??0)+1;fi.value={text:e,tone:t,number:n},setTimeout(()=>{fi.value?.number===n&&(fi.value=null)},di)}function pi(){return V(`div`,{class:`said`,role:`status`,"aria-live":`polite`,children:fi.value&&V(`p`,{class:fi.value.tone,children:fi.value.text})})}var mi=2e3;async function hi(e){try{await navigator.clipboard.writeText(e)}catch{return K(`The browser does not let this page copy. Select the text instead.`,`bad`),!1}return K(`Copied.`),!0}function gi({text:e,label:t}){let[n,r]=A(!1);async function i(){await hi(e)&&(r(!0),setTimeout(()=>r(!1),mi))}return V(`button`,{type:`button`,class:`copy`,onClick:i,children:[V(U,{name:n?`check`:`copy`}),V(`span`,{children:t})]})}function _i({id:e}){return V(`span`,{class:`id`,children:[V(`code`,{children:e}),V(vi,{id:e})]})}function vi({id:e}){return V(`button`,{type:`button`,class:`bare`,"aria-label":`Copy ${e}`,title:`Copy`,onClick:()=>void hi(e),children:V(U,{name:`copy`})})}var yi=Nt([]),bi=(e,t)=>e.element.compareDocumentPosition(t.element)&Node.DOCUMENT_POSITION_FOLLOWING?-1:1;function xi(e,{code:t,message:n},r){let i=N(r);i.current=r;let a=r!==void 0;M(()=>{if(!a||!e.current)return;let r={element:e.current,code:t,message:n,retry:()=>i.current?.()};return yi.value=[...yi.value,r].sort(bi),()=>{yi.value=yi.value.filter(e=>e!==r)}},[t,n,a]);let o=yi.value.filter(e=>e.code===t&&e.message===n),s=o[0]?.element;return{isRepeated:a&&s!==void 0&&s!==e.current,retry:()=>{for(let{retry:e}of o)e()}}}var Si={CHANGED_MEANWHILE:`Save again to replace that by what stands here, or change it first.`,FORBIDDEN:`Sign in with a key that has the scope.`,RATE_LIMITED:`Wait a little, then try again.`,REQUEST_TIMEOUT:`Ask for less at once: a narrower filter, or a shorter time.`,INTERNAL_SERVER_ERROR:`Look for the error id in the server’s log.`};function q({failure:e,onRetry:t}){let n=N(null),{isRepeated:r,retry:i}=xi(n,e,t);return r?V(`div`,{ref:n,class:`quiet`,children:`This could not be read either, as is said above.`}):V(`div`,{ref:n,class:`fault`,role:`alert`,children:[V(U,{name:`warning`,size:16}),V(`div`,{children:[V(`strong`,{children:Ci(e)}),e.issues.length>0&&V(`ul`,{children:e.issues.map(e=>V(`li`,{children:[V(wi,{issue:e}),` `,e.message,e.suggestion&&!e.message.includes(e.suggestion)&&V(C,{children:[` `,`Did you mean `,V(`code`,{children:e.suggestion}),`?`]})]},e.path.join(`.`)+e.message))}),Si[e.code]&&V(`p`,{children:Si[e.code]}),e.errorId&&V(`p`,{class:`quiet`,children:[e.code,` · error id `,V(`code`,{children:e.errorId})]})]}),t&&V(`button`,{type:`button`,onClick:i,children:`Try again`})]})}function Ci({code:e,message:t,issues:n}){return n.length===0||e===`CHANGED_MEANWHILE`?t:`This was not accepted:`}function wi({issue:e}){return e.label?V(C,{children:[e.label,`:`]}):e.path.length>0?V(`code`,{children:gt(e)}):null}function J({title:e,children:t,example:n}){return V(`div`,{class:`empty`,children:[V(`h2`,{children:e}),t&&V(`div`,{children:t}),n&&V(Ti,{text:n,name:`example`})]})}function Ti({text:e,name:t}){return V(`div`,{class:`snippet`,children:[V(ui,{label:`The ${t}`,children:e}),V(gi,{text:e,label:`Copy the ${t}`})]})}function Ei({rows:e=5}){return V(`div`,{class:`skeleton`,role:`status`,"aria-label":`Loading`,children:Array.from({length:e},(e,t)=>V(`span`,{},t))})}function Di({scope:e,what:t}){return V(J,{title:`This key may not see ${t}`,children:V(`p`,{children:[`It lacks the scope `,V(`code`,{children:e}),`. Whoever has `,V(`code`,{children:`API_KEYS_WRITE`}),` can make one that has it.`]})})}function Oi({label:e,columns:t,rows:n,keyOf:r,rowClass:i=()=>``,isCompact:a=!1}){return V(`table`,{class:a?`rows compact`:`rows`,"aria-label":e,children:[V(`thead`,{children:V(`tr`,{children:t.map(({head:e,kind:t=``})=>V(`th`,{scope:`col`,class:t,children:e},e))})}),V(`tbody`,{children:n.map(e=>V(`tr`,{class:i(e),children:t.map(({head:t,cell:n,kind:r=``})=>V(`td`,{class:r,"data-head":t,children:n(e)},t))},r(e)))})]})}function ki({label:e,pages:t,columns:n,empty:r}){let{rows:i,failure:a,loading:o}=t,s=()=>void t.reload();return i?V(C,{children:[a&&V(q,{failure:a,onRetry:s}),i.length===0?r:V(Oi,{label:e,columns:n,rows:i,keyOf:e=>e.id}),t.hasMore&&V(Ai,{count:i.length,loading:o,onMore:()=>void t.more()})]}):a?V(q,{failure:a,onRetry:s}):V(Ei,{})}function Ai({count:e,loading:t,onMore:n}){let r=N(null),i=N(e);return M(()=>()=>{if(!r.current?.contains(document.activeElement))return;let e=r.current.previousElementSibling;queueMicrotask(()=>{e?.querySelectorAll(`tbody tr`)[i.current]?.querySelector(`a`)?.focus()})},[]),V(`p`,{ref:r,class:`more`,children:V(`button`,{type:`button`,"aria-disabled":t,onClick:()=>{t||(i.current=e,n())},children:t?`Loading…`:`Load more`})})}var ji=Nt(Date.now());setInterval(()=>{ji.value=Date.now()},5e3);var Mi=new Intl.RelativeTimeFormat(`en`,{numeric:`always`,style:`narrow`}),Ni=new Intl.DateTimeFormat(`en-GB`,{dateStyle:`medium`,timeStyle:`long`}),Pi=[[60,1,`second`],[3600,60,`minute`],[86400,3600,`hour`],[1/0,86400,`day`]];function Fi(e){let t=(e-Math.max(ji.value,Date.now()))/1e3;if(Math.abs(t)<2)return`now`;let[,n,r]=Pi.find(([e])=>Math.abs(t)<e)??Pi[3];return Mi.format(Math.trunc(t/n),r)}var Ii=e=>Date.parse(e)<=Math.max(ji.value,Date.now());function Li(e,t){return t===Ii(e)?t?`due now`:`now`:Fi(Date.parse(e))}function Y({at:e,none:t=`–`,isDue:n=!1}){return e?V(`time`,{dateTime:e,title:Ni.format(new Date(e)),children:Li(e,n)}):V(`span`,{class:`quiet`,children:t})}var Ri=new Intl.DateTimeFormat(`en-GB`,{timeStyle:`medium`});function zi({at:e}){let t=new Date(e);return V(`time`,{class:`mono`,dateTime:e,title:Ni.format(t),children:[Ri.format(t),V(`span`,{class:`quiet`,children:[`.`,String(t.getMilliseconds()).padStart(3,`0`)]})]})}var Bi=e=>Ni.format(new Date(e)),Vi=[{head:`Delivery`,kind:`main`,cell:e=>V(C,{children:[V(`a`,{class:`strong`,href:W.delivery(e.id),children:e.event.type}),e.isTest&&V(`span`,{class:`tag`,children:`test`}),V(`div`,{class:`quiet mono`,children:Wi(e.id)})]})},{head:`Status`,cell:e=>V(ei,{status:e.status})},{head:`Endpoint`,cell:({endpoint:e,endpointId:t})=>e?V(`a`,{class:`clamp`,href:W.endpoint(t),title:e.name??e.url,children:e.name??e.url}):V(`span`,{class:`quiet`,children:`deleted`})},{head:`Attempts`,kind:`number`,cell:({attemptCount:e})=>G(e)},{head:`Last answer`,cell:({lastAttempt:e})=>e?V(`span`,{class:`nowrap`,children:[V(Ui,{status:e.responseStatus,outcome:e.outcome}),` `,V(`span`,{class:`quiet`,children:si(e.durationMs)})]}):V(`span`,{class:`quiet`,children:`–`})},{head:`Next attempt`,cell:({nextAttemptAt:e})=>V(Y,{at:e,isDue:!0})},{head:`Created`,cell:({createdAt:e})=>V(Y,{at:e})}],Hi=Vi.filter(({head:e})=>e!==`Endpoint`);function Ui({status:e,outcome:t}){let n=t===`SUCCEEDED`?`good-text`:`bad-text`;return e===null?V(`span`,{class:n,children:t.toLowerCase().replaceAll(`_`,` `)}):V(`span`,{class:`mono ${n}`,children:e})}var Wi=e=>`${e.split(`_`)[0]}_…${e.slice(-8)}`;function Gi({pages:e,wrong:t,ofOneEndpoint:n=!1,empty:r}){return t?V(q,{failure:t}):V(ki,{label:`Deliveries`,pages:e,columns:n?Hi:Vi,empty:r})}function Ki({rows:e}){return V(Oi,{label:`Deliveries`,columns:Vi,rows:e,keyOf:e=>e.id})}var qi=100;function Ji(e,t=[]){let n=nr(dn,z(`ENDPOINTS_READ`)?{filter:qn()}:null);vr(n);let{data:r}=n,i=(r?.endpoints.nodes??[]).map(({id:e,name:t,url:n})=>({value:e,label:t??n})),a=new Map(i.map(({value:e,label:t})=>[e,t])),o=Xi(r?[...e?[e]:[],...t].filter(e=>!a.has(e)):[]),s=e&&o.get(e);return{options:Yi(s?[{value:e,label:s},...i]:i),nameOf:e=>a.get(e)??o.get(e)??Wi(e)}}function Yi(e){let t=Map.groupBy(e,({label:e})=>e);return e.map(({value:e,label:n})=>({value:e,label:t.get(n)?.length===1?n:`${n} · ${Wi(e)}`}))}function Xi(e){let[t,n]=A(new Map),r=N(!1),i=N(!1);j(()=>()=>{i.current=!0},[]);let a=[...new Set(e)].filter(e=>!t.has(e)).slice(0,qi);return j(()=>{r.current||a.length===0||(r.current=!0,B(fn,{ids:a}).then(({nodes:e})=>{let t=e.map(e=>e?.__typename===`Endpoint`?e.name??e.url:null);i.current||n(e=>new Map([...e,...a.map(Zi(t))]))}).catch(()=>void 0).finally(()=>{r.current=!1}))},[a.join()]),t}var Zi=e=>(t,n)=>[t,e[n]??null],Qi=!0,$i=()=>document.querySelector(`main h1`)?.focus({preventScroll:!0});function X({title:e,heading:t,actions:n,children:r}){let i=N(null);return j(()=>{document.title=`${e} · Hookline`},[e]),j(()=>{Qi?Qi=!1:(document.activeElement===document.body||document.activeElement?.closest(`header nav, main`))&&i.current?.focus({preventScroll:!0})},[]),V(`main`,{id:`main`,tabIndex:-1,children:[V(`div`,{class:`heading`,children:[V(`h1`,{ref:i,tabIndex:-1,children:t??e}),n&&V(`div`,{class:`buttons`,children:n})]}),r]})}function ea({title:e,tools:t,children:n}){return V(`section`,{children:[V(`div`,{class:`section-head`,children:[V(`h2`,{children:e}),t&&V(`div`,{class:`buttons`,children:t})]}),n]})}function ta({facts:e}){return V(`dl`,{class:`facts`,children:e.filter(([,e])=>e!=null&&e!==!1).map(([e,t])=>V(`div`,{children:[V(`dt`,{children:e}),V(`dd`,{children:t})]},e))})}var na=6e4,ra=60*na,ia=[{value:`1h`,label:`Last hour`,ms:ra},{value:`24h`,label:`Last 24 hours`,ms:24*ra},{value:`7d`,label:`Last 7 days`,ms:168*ra}],aa=`range`,oa=[...ia,{value:aa,label:`From – to…`}];function sa({within:e,since:t,until:n}){let r=ia.find(({value:t})=>t===e);if(r)return{within:r.ms,span:{},wrong:null};let i={...t&&{since:t},...n&&{until:n}};return{within:void 0,span:i,wrong:ca(e,i)}}function ca(e,{since:t,until:n}){return e?new F(`BAD_REQUEST`,`The address asks for the time “${e}”, which is none of ${ia.map(({value:e})=>e).join(`, `)}.`):t&&n&&Date.parse(t)>=Date.parse(n)?new F(`BAD_REQUEST`,`“from” is not before “to”: nothing lies between them.`):null}function la({query:e,onQuery:t}){let{within:n,span:r}=sa(e),i=N(null),a=i.current?.contains(document.activeElement)??!1,o=n===void 0&&(Object.keys(r).length>0||a),s=n=>t({...e,within:void 0,since:void 0,until:void 0,...n});return V(C,{children:[V(gr,{label:`Time`,any:`Any time`,value:o?aa:e.within,options:oa,onChoose:e=>{s(e===aa?{since:fa(sr(n??24*ra))}:{within:e})}}),o&&V(`fieldset`,{ref:i,class:`span`,children:[V(`legend`,{class:`hidden`,children:[`Time, in `,da()]}),V(ua,{label:`from`,at:r.since,onAt:e=>s({...r,since:e})}),V(ua,{label:`to`,at:r.until,onAt:e=>s({...r,until:e})}),V(`span`,{class:`quiet`,children:da()})]})]})}function ua({label:e,at:t,onAt:n}){let[r,i]=Er(pa(t),e=>{e.startsWith(`0`)||n(e===``?void 0:new Date(e).toISOString())});return V(`label`,{children:[e,` `,V(`input`,{type:`datetime-local`,max:`9999-12-31T23:59`,value:r,onInput:e=>i(e.currentTarget.value)})]})}var da=()=>new Intl.DateTimeFormat().resolvedOptions().timeZone,fa=e=>new Date(Math.floor(Date.parse(e)/na)*na).toISOString();function pa(e){let t=e===void 0?NaN:Date.parse(e);if(Number.isNaN(t))return``;let n=new Date(t-new Date(t).getTimezoneOffset()*na).toISOString();return n.slice(0,n.endsWith(`:00.000Z`)?16:23)}var ma=1e4,ha=100,ga=50,_a=[1e3,2e3,4e3,8e3,15e3],va=45e3,ya=`The server does not answer.`,ba=new Set([`UNREACHABLE`,`UNEXPECTED_ANSWER`,`RATE_LIMITED`,`REQUEST_TIMEOUT`,`UNAVAILABLE`]),xa=class{#e={phase:`asking`,counted:0,isAllCounted:!1,accepted:0,refused:new Map,unanswered:[],failure:null,hasMore:!1};#t;#n=new AbortController;#r;#i=new AbortController;#a;constructor(e,t){this.#a=e,this.#t=t,this.#r=this.#o().catch(e=>{this.#n.signal.aborted||this.#d({phase:`ended`,failure:lr(e)})})}get state(){return this.#e}async start(){this.#n.abort(),this.#d({phase:`running`,failure:null}),await this.#r;try{await this.#s()}catch(e){this.#i.signal.aborted||this.#d({failure:lr(e)})}this.#d({phase:this.#i.signal.aborted?`stopped`:`ended`})}stop(){this.#e.phase===`running`&&this.#d({phase:`stopping`}),this.#n.abort(),this.#i.abort()}async#o(){let{signal:e}=this.#n,t=null;do{let n={first:ha,after:t,filter:this.#a},{nodes:r,pageInfo:i}=await this.#u(async()=>(await B(rn,n,wa(e))).deliveries,e),a=t===null?cr(r.map(({createdAt:e})=>e)):null;a!==null&&(this.#a={...this.#a,until:a}),t=i.endCursor,this.#d({counted:this.#e.counted+r.length,isAllCounted:!i.hasNextPage})}while(!this.#e.isAllCounted&&this.#e.counted<1e4)}async#s(){let{signal:e}=this.#i,t=null;for(let n=0;n<ma;){let r=await this.#u(()=>Ta(()=>this.#c(t),e),e);if(e.aborted||!r.hasPreviousPage)return;n+=r.count,t=r.startCursor}this.#d({hasMore:!0})}async#c(e){let{signal:t}=this.#i,{nodes:n,pageInfo:r}=(await B(an,{last:ga,before:e,filter:this.#a},wa(t))).deliveries,i=n.map(({id:e})=>e).reverse(),a=this.#e.unanswered.filter(e=>!i.includes(e));return this.#d({accepted:this.#e.accepted+a.length,unanswered:[]}),i.length>0&&!t.aborted&&(this.#d({unanswered:i}),this.#l(i,await B(Ca(i),Object.fromEntries(i.map(Sa)),wa()))),{...r,count:i.length}}#l(e,t){let n=new Map(this.#e.refused),{accepted:r}=this.#e;for(let[i,a]of e.entries()){let e=t[`at${i}`]?.message;e===void 0?r+=1:n.set(e,{count:(n.get(e)?.count??0)+1,example:a})}this.#d({accepted:r,refused:n,unanswered:[]})}async#u(e,t){for(let n=0;;n+=1){try{let t=await e();return this.#d({failure:null}),t}catch(e){let r=e instanceof DOMException?new F(`UNREACHABLE`,ya):lr(e);if(t.aborted||!ba.has(r.code))throw r;n>0&&this.#d({failure:r})}await Ea(_a[Math.min(n,_a.length-1)],t)}}#d(e){this.#e={...this.#e,...e},this.#t(this.#e)}},Sa=(e,t)=>[`id${t}`,e];function Ca(e){let t=e.map((e,t)=>`$id${t}: ID!`),n=e.map((e,t)=>`at${t}: deliveryRetry(id: $id${t}) { ... on Error { message } }`);return new R(`mutation DeliveryRetries(${t.join(`, `)}) { ${n.join(` `)} }`)}var wa=(...e)=>AbortSignal.any([...e,AbortSignal.timeout(va)]),Ta=(e,t)=>isSecureContext?navigator.locks.request(`hookline.retry-all`,{signal:t},()=>e()):e();function Ea(e,t){return new Promise(n=>{if(t.aborted)return n();let r=()=>{clearTimeout(i),t.removeEventListener(`abort`,r),n()},i=setTimeout(r,e);t.addEventListener(`abort`,r)})}var Da=({detail:e})=>e>1;function Z({scope:e,forbidden:t,busy:n=!1,icon:r,kind:i=``,onAct:a,children:o}){let s=Re(),c=N(null);M(()=>()=>{document.activeElement===c.current&&$i()},[]);let l=z(e)?t??null:`Your key lacks the scope ${e}.`;return V(C,{children:[V(`button`,{ref:c,type:`button`,class:i,"aria-disabled":l!==null||n,"aria-describedby":l?s:void 0,title:l??void 0,onKeyDown:e=>{e.repeat&&e.key===`Enter`&&e.preventDefault()},onClick:e=>{l?K(l,`bad`):!n&&!Da(e)&&a()},children:[r&&V(U,{name:r}),o]}),l&&V(`span`,{id:s,class:`hidden`,children:l})]})}function Oa({title:e,busy:t=!1,onClose:n,children:r}){let i=Re(),a=N(null);return M(()=>{let e=a.current;return e?.showModal(),()=>e?.close()},[]),V(`dialog`,{ref:a,"aria-labelledby":i,onKeyDown:e=>{t&&e.key===`Escape`&&e.preventDefault()},onCancel:e=>{e.preventDefault(),t||n()},onClickCapture:e=>{Da(e)&&e.target.closest(`.buttons`)&&(e.preventDefault(),e.stopPropagation())},children:[V(`h2`,{id:i,children:e}),r,V(pi,{})]})}function ka({title:e,submit:t,danger:n=!1,busy:r,failure:i,onSubmit:a,onClose:o,children:s}){return V(Oa,{title:e,busy:r,onClose:o,children:V(`form`,{onSubmit:e=>{e.preventDefault(),r||a()},children:[s,i&&V(q,{failure:i}),V(`div`,{class:`buttons`,children:[V(`button`,{type:`button`,"aria-disabled":r,onClick:()=>!r&&o(),children:`Cancel`}),V(`button`,{type:`submit`,class:n?`danger`:`primary`,"aria-disabled":r,children:r?`Working…`:t})]})]})})}function Aa({filter:e,within:t,pages:n,forbidden:r}){let[i,a]=A(null);return V(C,{children:[V(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,forbidden:r??(n.rows?.length===0?`Nothing is listed.`:null),onAct:()=>a({...e,...t&&{since:sr(t)}}),children:`Retry all…`}),i&&V(ja,{filter:i,onClose:()=>{a(null),n.reload()}})]})}function ja({filter:e,onClose:t}){let[n,r]=A(null),i=N(null),a=N(null);j(()=>{let t=new xa(e,r);return i.current=t,r(t.state),()=>{Ma(t.state)&&K(`Retrying was stopped, as its page was left.`,`bad`),t.stop()}},[e]);let o=n?.phase??`asking`,s=n!==null&&Ma(n),c=o===`stopped`||o===`ended`;M(()=>{c&&a.current?.focus()},[c]);let l=o===`asking`&&n!==null&&n.counted>0;return V(Oa,{title:`Retry all that failed`,busy:s,onClose:t,children:[V(`p`,{role:`status`,children:n&&V(Fa,{state:n})}),o===`asking`?V(`p`,{class:`quiet`,children:`Each is attempted once, the oldest first, before all else that waits for its endpoint. Those whose endpoint is not active, or whose payload is no longer kept, will be refused.`}):n&&V(Ia,{state:n}),n?.failure&&!s&&V(q,{failure:n.failure}),V(`div`,{class:`buttons`,children:[V(`button`,{ref:a,type:`button`,"aria-disabled":o===`stopping`,onClick:()=>s?i.current?.stop():t(),children:o===`asking`?`Cancel`:s?`Stop`:`Close`}),!c&&V(`button`,{type:`button`,class:`primary`,"aria-disabled":!l,onClick:()=>l&&void i.current?.start(),children:s?`Retrying…`:n?.isAllCounted?`Retry ${G(n.counted)}`:`Retry all`})]})]})}var Ma=({phase:e})=>e===`running`||e===`stopping`,Na=e=>`${G(e)} ${e===1?`delivery`:`deliveries`}`,Pa=({accepted:e,refused:t,counted:n})=>{let r=[...t.values()].reduce((e,{count:t})=>e+t,0),i=e+r;return{done:i,all:Math.max(n,i),counts:`${G(e)} accepted, ${G(r)} refused`}};function Fa({state:e}){let{phase:t,counted:n,isAllCounted:r,failure:i}=e,{done:a,all:o,counts:s}=Pa(e);switch(t){case`asking`:return r?V(C,{children:[Na(n),` failed, by the filters of the list.`]}):n<1e4?V(C,{children:`Counting…`}):V(C,{children:[`More than `,G(ma),` failed, by the filters of the list: the oldest `,G(ma),` `,`are retried now.`]});case`running`:return i?V(C,{children:[i.message,` It goes on as soon as it can.`]}):V(`span`,{class:`hidden`,children:r&&`${Math.floor(a/o*10)*10} %`});case`stopping`:return V(C,{children:`Stopping…`});case`stopped`:return V(C,{children:[`Stopped: `,s,`.`]});case`ended`:return V(C,{children:[i?`Broken off`:`Done`,`: `,s,`.`]})}}function Ia({state:e}){let{phase:t,isAllCounted:n,refused:r,unanswered:i,hasMore:a}=e,o=t===`ended`||t===`stopped`,{done:s,all:c,counts:l}=Pa(e),u=[...r].sort(([,e],[,t])=>t.count-e.count);return V(C,{children:[!o&&V(C,{children:[V(`progress`,{"aria-label":`Asked for`,max:c,...n&&{value:s}}),V(`p`,{children:[G(s),` of `,n||`more than `,G(c),`: `,l]})]}),o&&i.length>0&&V(`p`,{children:[`Of `,Na(i.length),` more it is not known: the answer was lost.`]}),a&&V(`p`,{children:`There are more: begin again for these.`}),u.length>0&&V(`ul`,{class:`refusals`,"aria-label":`Refused`,children:u.map(([e,{count:t,example:n}])=>V(`li`,{children:[G(t),` × `,e,` `,o&&V(`a`,{href:W.delivery(n),children:[`One of them: `,Wi(n)]})]},e))})]})}function La(){return z(`DELIVERIES_READ`)?V(Ra,{}):V(X,{title:`Deliveries`,children:V(Di,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Ra(){let{query:e,path:t,route:n}=P(),{options:r}=Ji(e.endpoint),i=yr(),{within:a,span:o,wrong:s}=sa(e),c={...qn(),...e.status&&{status:[e.status]},...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...o},l=ar(nn,s?null:{filter:c},({deliveries:e})=>e,{madeAt:({createdAt:e})=>e,within:a}),u=e=>n(Dr(t,e),!0),d=t=>n=>u({...e,[t]:n});return V(X,{title:`Deliveries`,actions:V(C,{children:[e.status===`FAILED`&&!s&&V(Aa,{filter:c,within:a,pages:l}),V(`button`,{type:`button`,"aria-disabled":l.loading,onClick:()=>!l.loading&&void l.reload(),children:l.loading?`Loading…`:`Refresh`})]}),children:[V(`div`,{class:`filters`,children:[V(gr,{label:`Status`,any:`Any status`,value:e.status,options:ii,onChoose:d(`status`)}),V(gr,{label:`Endpoint`,any:`Any endpoint`,value:e.endpoint,options:r,onChoose:d(`endpoint`)}),V(gr,{label:`Event type`,any:`Any event type`,value:e.type,options:i,onChoose:d(`type`)}),V(la,{query:e,onQuery:u})]}),V(Gi,{pages:l,wrong:s,empty:Object.keys(e).length>0?V(J,{title:`No delivery is like this`,children:V(`p`,{children:V(`a`,{href:W.deliveries,children:`Show all deliveries`})})}):V(J,{title:`No deliveries yet`,example:Gr,children:V(`p`,{children:`Each event that is published makes one for every endpoint that wants it:`})})})]})}async function Q(e,t){let{result:n}=await B(e,t);if(n.code===void 0)return n;throw new F(n.code,n.message??n.__typename,{errorId:n.errorId??null,issues:n.issues??[]})}function za(){let[e,t]=A(!1),[n,r]=A(null),i=N(!1);return M(()=>()=>{i.current=!0},[]),{busy:e,failure:n,clear:()=>r(null),async start(e){t(!0),r(null);try{return await e(),!0}catch(e){let t=lr(e);return r(t),i.current&&!t.isOfCredential&&K(`What was begun on the page before failed: ${t.message}`,`bad`),!1}finally{t(!1)}}}}var Ba=e=>`'${e.replaceAll(`'`,`'\\''`)}'`;function Va(e,t){let n=e.requestHeaders.filter(({name:e})=>e.toLowerCase()!==`content-length`).map(({name:e,value:t})=>`-H ${Ba(`${e}: ${t??`<fill in>`}`)}`);e.requestHeaders.some(({name:e})=>e.toLowerCase()===`content-type`)||n.unshift(`-H ${Ba(`content-type: application/json`)}`);let r=t===null?[]:[`--data-raw ${Ba(t)}`];return[`curl -i -X POST ${Ba(e.url)}`,...n,...r].join(` \\
  `)}function Ha(e){try{JSON.parse(e)}catch{return e}let t=0,n=``;for(let[r]of e.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)){let e=n.at(-1);r===`}`||r===`]`?(--t,n+=e===`{`||e===`[`?r:`\n${`  `.repeat(t)}${r}`):((e===`{`||e===`[`)&&(n+=`\n${`  `.repeat(t)}`),n+=r,r===`{`||r===`[`?t+=1:r===`,`?n+=`\n${`  `.repeat(t)}`:r===`:`&&(n+=` `))}return n}var Ua={AUTOMATIC:``,MANUAL:`by hand`,TEST:`test`};function Wa({delivery:e}){let t=e.attempts.nodes.toReversed();if(t.length===0)return V(`p`,{class:`quiet`,children:e.nextAttemptAt?V(C,{children:[`The first one: `,V(Y,{at:e.nextAttemptAt,isDue:!0}),`.`]}):`None was made.`});let n=Math.max(...t.map(({durationMs:e})=>e),1);return V(C,{children:[V(`ol`,{class:`attempts`,reversed:!0,children:t.map((t,r)=>V(Ga,{attempt:t,isNewest:r===0,longest:n,body:e.requestBody},t.id))}),e.attemptCount>t.length&&V(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]})}function Ga({attempt:e,isNewest:t,longest:n,body:r}){let[i]=A(t);return V(`li`,{children:V(`details`,{open:i,children:[V(`summary`,{children:[V(`span`,{class:`attempt-number`,children:[`#`,e.number]}),V(ni,{outcome:e.outcome}),V(Ui,{status:e.responseStatus,outcome:e.outcome}),V(`span`,{class:`timing`,children:V(`span`,{class:`timing-bar`,style:{width:`${Math.max(2,e.durationMs/n*100)}%`}})}),V(`span`,{class:`attempt-duration`,children:si(e.durationMs)}),V(`span`,{class:`quiet`,children:[V(zi,{at:e.startedAt}),` · `,V(Y,{at:e.startedAt}),Ua[e.trigger]&&` · ${Ua[e.trigger]}`]})]}),V(Ka,{attempt:e,body:r})]})})}function Ka({attempt:e,body:t}){return V(`div`,{class:`exchange`,children:[e.errorMessage&&V(`p`,{class:`bad-text`,children:e.errorMessage}),V(qa,{title:`Request`,tools:V(gi,{text:Va(e,t),label:`Copy as curl`}),children:V(ui,{label:`Request of attempt ${e.number}`,children:[V(`b`,{children:`POST`}),` `,e.url,`
`,V(Ja,{headers:e.requestHeaders})]})}),V(qa,{title:`Response`,children:e.responseStatus===null?V(`p`,{class:`quiet`,children:`There was none.`}):V(ui,{label:`Response of attempt ${e.number}`,children:[V(`b`,{children:e.responseStatus}),`
`,V(Ja,{headers:e.responseHeaders??[]}),e.responseBody&&`\n${Ha(e.responseBody)}`,e.responseBodyTruncated&&V(`span`,{class:`quiet`,children:[`
`,`… cut off: 16 KiB are kept`]})]})})]})}function qa({title:e,tools:t,children:n}){return V(`div`,{children:[V(`div`,{class:`section-head`,children:[V(`h3`,{children:e}),t]}),n]})}function Ja({headers:e}){return V(C,{children:e.map(({name:e,value:t})=>V(`span`,{children:[V(`span`,{class:`header-name`,children:[e,`:`]}),` `,t??V(`i`,{children:`not shown`}),`
`]},e+(t??``)))})}function Ya({state:e,onRetry:t}){let{phase:n,resumed:r,failure:i}=e;return V(`div`,{class:`connection ${n}`,role:`status`,children:[n===`live`&&V(C,{children:[V(`span`,{class:`pulse`,"aria-hidden":`true`}),` Live`]}),n===`connecting`&&V(C,{children:[V(U,{name:`clock`}),` Connecting…`]}),n===`lost`&&V(C,{children:[V(U,{name:`unplugged`}),` `,i?.code===`UNREACHABLE`?`Connection lost, reconnecting…`:`Not live: the server cannot read the feed, trying again…`,` `,V(`button`,{type:`button`,class:`link`,onClick:t,children:`Try now`})]}),n===`failed`&&V(C,{children:[V(U,{name:`warning`}),` Not live`]}),r&&n===`live`&&V(`span`,{class:`quiet`,children:[` `,`· resumed at `,V(zi,{at:r.at}),`,`,` `,r.isGap?`without what happened meanwhile: the deliveries have it`:`${G(r.caughtUp)} ${r.caughtUp===1?`item`:`items`} caught up`]})]})}function $(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Xa(e){return $(e)===`object`}function Za(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Qa(e,t){return e.length<124?e:t}var $a=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))($a||{}),eo=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(eo||{});function to(e){if(!Xa(e))throw Error(`Message is expected to be an object, but got ${$(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${$(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Xa(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Xa(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${$(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${$(e.payload.query)}`);if(e.payload.variables!=null&&!Xa(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${$(e.payload.variables)}`);if(e.payload.operationName!=null&&$(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${$(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Xa(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${$(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Xa(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${$(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Za(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function no(e,t){return to(typeof e==`string`?JSON.parse(e,t):e)}function ro(e,t){return to(e),JSON.stringify(e,t)}function io(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=oo,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!co(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(ro({type:eo.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof ao&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(ro(e?{type:eo.ConnectionInit,payload:e}:{type:eo.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close($a.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close($a.InternalClientError,Qa(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=no(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(ro(n.payload?{type:eo.Pong,payload:n.payload}:{type:eo.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==eo.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close($a.BadResponse,Qa(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(oo(e)&&(so(e.code)||[$a.InternalServerError,$a.InternalClientError,$a.BadRequest,$a.BadResponse,$a.Unauthorized,$a.SubprotocolNotAcceptable,$a.SubscriberAlreadyExists,$a.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(oo(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case eo.Next:t.next(e.payload);return;case eo.Error:i=!0,r=!0,t.error(e.payload),a();return;case eo.Complete:r=!0,a();return}});o.send(ro({id:n,type:eo.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(ro({id:n,type:eo.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new ao)}}}var ao=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function oo(e){return Xa(e)&&`code`in e&&`reason`in e}function so(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function co(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var lo=1e4,uo=5e3,fo=new Set([4401,4403]);function po(){let e,t=io({url:`${location.protocol===`https:`?`wss`:`ws`}://${location.host}/graphql`,connectionParams:Qn,retryAttempts:0,keepAlive:lo,on:{ping:n=>{n||(e=setTimeout(()=>t.terminate(),uo))},pong:t=>{t&&clearTimeout(e)},closed:()=>clearTimeout(e)}});return t}function mo(e){return Array.isArray(e)?vt(e[0]):e instanceof CloseEvent&&fo.has(e.code)?new F(`INVALID_AUTHORIZATION`,e.reason.replace(/^[A-Z_]+: /,``)):new F(`UNREACHABLE`,`The connection was lost.`)}var ho=[250,500,1e3,2e3,4e3,8e3,15e3],go=15e3,_o=1e4,vo=new Set([`CURSOR_INVALID`,`CURSOR_AHEAD`]),yo=new Set([`FORBIDDEN`,`BAD_REQUEST`,`NOT_FOUND`,`QUERY_TOO_COMPLEX`]),bo=class{#e;#t=po();#n={phase:`connecting`,resumed:null,failure:null};#r=null;#i=new Set;#a=0;#o=()=>{};#s;#c=0;#l=0;#u=!1;#d={readAt:``,at:0};#f=!1;constructor(e){this.#e=e,addEventListener(`online`,this.reconnectNow),this.#p()}reconnectNow=()=>{this.#n.phase===`lost`&&this.#p()};stop(){this.#a+=1,removeEventListener(`online`,this.reconnectNow),clearTimeout(this.#s),this.#o(),this.#t.dispose()}async#p(){this.#a+=1;let e=this.#a,t=()=>e===this.#a,n=e=>{t()&&this.#v(e)};this.#o(),this.#l=0,this.#u=!0,this.#d={readAt:``,at:0},this.#_();try{this.#r===null&&await this.#m(t)}catch(e){return n(lr(e))}t()&&(this.#o=this.#t.subscribe({query:Fn.toString(),variables:{after:this.#r,filter:this.#e.filter}},{next:({data:e,errors:r})=>{t()&&(e?.deliveryFeed?this.#h(e.deliveryFeed):r?.[0]&&n(vt(r[0])))},error:e=>n(mo(e)),complete:()=>n(new F(`UNREACHABLE`,`The server ended the subscription.`))}))}async#m(e){let{filter:t,recent:n,onItem:r}=this.#e,i=(await B(Nn,{})).deliveryFeedCursor;if(n>0&&this.#i.size===0){let{deliveryFeed:i}=await B(Pn,{last:n,filter:t});if(!e())return;this.#i=new Set(i.nodes.map(e=>e.cursor));for(let e of i.nodes)e.__typename!==`FeedCheckpoint`&&r(e)}e()&&(this.#r=i)}#h(e){if(this.#r=e.cursor,this.#c=0,e.__typename!==`FeedCheckpoint`){if(this.#u&&this.#_(),this.#i.has(e.cursor))return;this.#u&&(this.#l+=1),this.#e.onItem(e);return}if(this.#g(e.occurredAt)){this.#v(new F(`UNAVAILABLE`,`The server cannot read the feed.`));return}if(!this.#u)return;this.#u=!1,clearTimeout(this.#s);let t={at:new Date().toISOString(),caughtUp:this.#l,isGap:this.#f};this.#f=!1,this.#y({phase:`live`,failure:null,resumed:this.#n.phase===`lost`?t:this.#n.resumed})}#g(e){let t=this.#d;return this.#d={readAt:e,at:Date.now()},e===t.readAt&&this.#d.at-t.at>=_o}#_(){clearTimeout(this.#s),this.#s=setTimeout(()=>this.#v(new F(`UNREACHABLE`,`The server does not answer.`)),go)}#v(e){if(this.#a+=1,clearTimeout(this.#s),e.isOfCredential){Zn(e);return}if(yo.has(e.code)){this.#y({phase:`failed`,failure:e});return}vo.has(e.code)&&(this.#r=null,this.#f=!0),this.#y({phase:`lost`,failure:e});let t=ho[Math.min(this.#c,ho.length-1)];this.#c+=1,this.#s=setTimeout(this.reconnectNow,t*(.75+Math.random()/2))}#y(e){this.#n={...this.#n,...e},this.#e.onState(this.#n)}},xo={phase:`connecting`,resumed:null,failure:null};function So(e,t,n=0){let[r,i]=A(xo),a=N(t);a.current=t;let o=N(null),s=JSON.stringify(e);return j(()=>{if(s===`null`)return;i(xo);let e=new bo({recent:n,filter:JSON.parse(s),onItem:e=>a.current(e),onState:i});return o.current=e,()=>e.stop()},[s]),{state:r,reconnectNow:()=>o.current?.reconnectNow()}}function Co(e,t){let n=So(e,t),r=n.state.phase===`live`;return j(()=>{r&&t()},[r]),n}function wo(e,t){let n=N(void 0),r=N(t);return r.current=t,j(()=>()=>clearTimeout(n.current),[]),()=>{n.current??=setTimeout(()=>{n.current=void 0,r.current()},e)}}var To=200;function Eo({id:e}){let t=z(`DELIVERIES_READ`),{data:n,failure:r,reload:i}=nr(on,t?{id:e}:null),a=wo(To,()=>void i()),{state:o,reconnectNow:s}=Co(t?{deliveryId:e}:null,a),c=n?.delivery;return c?V(X,{title:`${c.event.type} delivery`,heading:V(C,{children:[V(`span`,{class:`url`,children:c.event.type}),` `,V(ei,{status:c.status})]}),actions:V(Do,{delivery:c,onChanged:i}),children:[V(`p`,{class:`under`,children:[V(_i,{id:c.id}),V(Ya,{state:o,onRetry:s})]}),r&&V(q,{failure:r,onRetry:()=>void i()}),V(Ao,{delivery:c}),V(ea,{title:`Attempts (${G(c.attemptCount)})`,children:V(Wa,{delivery:c})}),V(Mo,{delivery:c})]},e):V(X,{title:`Delivery`,children:t?r?V(q,{failure:r,onRetry:()=>void i()}):n?V(J,{title:`No such delivery`,children:V(`p`,{children:[V(`code`,{children:e}),` is not a delivery that this key may see.`,` `,V(`a`,{href:W.deliveries,children:`All deliveries`})]})}):V(Ei,{rows:8}):V(Di,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Do({delivery:e,onChanged:t}){let{busy:n,failure:r,start:i}=za(),{id:a}=e;return V(C,{children:[V(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,kind:`primary`,busy:n,forbidden:ko(e),onAct:()=>void i(async()=>{await Q(cn,{id:a}),K(`An attempt is on its way.`),await t()}),children:`Retry now`}),Oo(e)&&V(Z,{scope:`DELIVERIES_WRITE`,kind:`danger`,busy:n,onAct:()=>void i(async()=>{await Q(ln,{id:a}),K(`Canceled.`),await t()}),children:`Cancel`}),r&&V(q,{failure:r})]})}var Oo=({status:e})=>e===`PENDING`||e===`RETRYING`;function ko({endpoint:e,payloadPurgedAt:t}){return e?e.status===`ACTIVE`?t?`Its payload is no longer kept.`:null:`Its endpoint is ${e.status.toLowerCase()}.`:`Its endpoint was deleted.`}function Ao({delivery:e}){let{endpoint:t,event:n,endReason:r}=e;return V(ta,{facts:[[`Endpoint`,t?V(`a`,{class:`clamp`,href:W.endpoint(t.id),title:t.name??t.url,children:t.name??t.url}):`deleted`],[`Event`,V(C,{children:[V(`a`,{class:`mono`,href:W.event(n.id),children:n.id}),e.isTest&&V(`span`,{class:`tag`,children:`test`})]})],[`Ended because`,r&&(Xr[r]??r)],[`Next attempt`,jo(e)],[`Created`,V(Y,{at:e.createdAt})],[`Ended`,e.completedAt&&V(Y,{at:e.completedAt})],[`Payload`,e.payloadPurgedAt?V(C,{children:[`purged `,V(Y,{at:e.payloadPurgedAt})]}):e.payloadExpiresAt&&V(C,{children:[`kept, purged `,V(Y,{at:e.payloadExpiresAt,isDue:!0})]})],[`Organization`,e.organization.name]]})}function jo(e){let{endpoint:t,nextAttemptAt:n}=e;return Oo(e)&&t?.status===`PAUSED`?`once its endpoint is resumed`:n&&V(Y,{at:n,isDue:!0})}function Mo({delivery:{requestBody:e,payloadPurgedAt:t}}){return V(ea,{title:`Request body`,tools:e!==null&&V(gi,{text:e,label:`Copy the body`}),children:e===null?V(`p`,{class:`quiet`,children:t?`The payload is no longer kept.`:`Payloads need the scope EVENTS_READ, which this key lacks.`}):V(ui,{label:`Request body`,children:Ha(e)})})}function No({title:e,secret:t,publicKey:n,note:r,onClose:i}){return V(Oa,{title:e,onClose:i,children:[t?V(C,{children:[V(`p`,{children:[`Its receiver verifies signatures with this secret. `,V(`strong`,{children:`It is shown this once.`})]}),V(Ti,{text:t,name:`secret`})]}):V(C,{children:[V(`p`,{children:`Its receiver verifies signatures with this public key, which stays on the endpoint’s page.`}),V(Ti,{text:n??``,name:`public key`})]}),r&&V(`p`,{children:r}),V(`div`,{class:`buttons`,children:V(`button`,{type:`button`,class:`primary`,onClick:i,children:`Done`})})]})}function Po({title:e,submit:t,text:n,onConfirm:r,onClose:i}){let{busy:a,failure:o,start:s}=za();return V(ka,{title:e,submit:t,danger:!0,busy:a,failure:o,onSubmit:()=>void s(r),onClose:i,children:V(`p`,{children:n})})}function Fo({endpoint:e,onClose:t,onSent:n}){let[r,i]=A(``),a=yr(),{busy:o,failure:s,start:c}=za();return V(ka,{title:`Send a test`,submit:`Send test`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let{delivery:t}=await Q(Cn,{id:e.id,...r&&{input:{eventType:r}}});n(t.id)}),children:[V(`p`,{children:`One attempt, signed like any other, with a sample as its payload. It is not counted.`}),V(fr,{label:`Event type`,name:`eventType`,issues:s?.issues??[],value:r,onInput:i,options:[{value:``,label:`One that it receives`},...a]})]})}function Io({endpoint:e,onClose:t}){let[n,r]=A(`24`),[i,a]=A(null),{busy:o,failure:s,start:c}=za();return i?V(No,{title:`The new secret signs now`,...i,note:`The older one signs too until ${Bi(i.until)}.`,onClose:t}):V(ka,{title:`Rotate the secret`,submit:`Rotate`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let t=await Q(Sn,{id:e.id,input:{graceHours:Number(n)}});a({secret:t.secret,publicKey:t.endpoint.secrets[0]?.publicKey??null,until:t.previousSecretExpiresAt})}),children:[V(`p`,{children:`A new secret signs from now on. For a while the older one signs too, so that the receiver can change over.`}),V(H,{label:`Both sign for, hours`,type:`number`,required:!0,name:`graceHours`,issues:s?.issues??[],value:n,onInput:r,hint:`0 to 168; 0 ends the older one now`})]})}var Lo=0;function Ro(e=``,t=``){Lo+=1;let n=t===null,r=t?.includes(`
`)??!1;return{id:Lo,name:e,value:t??``,isSecret:n,isHidden:n,isLong:r}}var zo=e=>e.filter(({name:e,value:t})=>e.trim()!==``||t!==``);function Bo(e,t){let n=Object.entries(e?.metadata??{});return{url:e?.url??``,name:e?.name??``,description:e?.description??``,eventPatterns:e?.eventPatterns.join(`
`)??``,timeoutSeconds:String(e?.timeoutSeconds??10),maxRetries:String(e?.maxRetries??7),maxConcurrency:String(e?.maxConcurrency??10),rateLimitPerSecond:String(e?.rateLimitPerSecond??``),undeliveredPayloadRetentionHours:String(e?.undeliveredPayloadRetentionHours??72),headers:(e?.headers??[]).map(({name:e,value:t})=>Ro(e,t)),labels:e?.labels.join(`
`)??``,metadata:n.map(([e,t])=>Ro(e,t)),signingVersion:`V1`,organizationId:t??``}}function Vo(e){return{url:e.url.trim(),name:e.name.trim()||null,description:e.description.trim()||null,eventPatterns:Ho(e.eventPatterns,/[\n,]/),timeoutSeconds:Uo(e.timeoutSeconds),maxRetries:Uo(e.maxRetries),maxConcurrency:Uo(e.maxConcurrency),rateLimitPerSecond:Uo(e.rateLimitPerSecond),undeliveredPayloadRetentionHours:Uo(e.undeliveredPayloadRetentionHours),headers:zo(e.headers).map(({name:e,value:t,isSecret:n})=>({name:e.trim(),value:t.trim(),...n&&{sensitive:!0}})),labels:Ho(e.labels,`
`),metadata:Object.fromEntries(zo(e.metadata).map(({name:e,value:t})=>[e,t]))}}var Ho=(e,t)=>e.split(t).map(e=>e.trim()).filter(e=>e!==``),Uo=e=>e.trim()===``?null:Number(e);function Wo(e,t){let[n,r]=[Vo(e),Vo(t)],i=Object.keys(n).filter(e=>!Go(n[e],r[e]));return Object.fromEntries(i.map(e=>[e,n[e]]))}var Go=(e,t)=>JSON.stringify(e)===JSON.stringify(t);function Ko(e,t,n){let[r,i]=[Vo(t),Vo(n)];return Object.keys(e).filter(t=>!Go(i[t],r[t])&&!Go(i[t],e[t])).map(e=>({path:[`input`,e],message:`changed meanwhile: now ${qo(n[e]).join(`, `)}`}))}function qo(e){return e.length===0?[`empty`]:typeof e==`string`?e.split(`
`).map(e=>`“${e}”`):e.map(e=>`“${e.name}: ${e.isHidden?`••••`:e.value}”`)}function Jo(e){return Object.fromEntries(Object.entries(Vo(e)).filter(([,e])=>e!==null))}function Yo(e,t){let n=[],r=(e,...t)=>n.push({path:[`input`,...t],message:e}),i=t.headers?zo(e.headers):[];for(let[e,{isHidden:t,value:n}]of i.entries())t&&n.trim()===``&&r(`is not shown: give it anew, or remove the header`,`headers`,String(e),`value`);let a=zo(e.metadata).map(({name:e})=>e);for(let[e,n]of a.entries())n===``&&t.metadata&&r(`must not be empty`,`metadata`,String(e),`name`),a.indexOf(n)<e&&r(`is given more than once`,`metadata`,String(e),`name`);return n}var Xo={url:`URL`,name:`Name`,description:`Description`,eventPatterns:`Event patterns`,timeoutSeconds:`Timeout, seconds`,maxRetries:`Retries`,maxConcurrency:`At once`,rateLimitPerSecond:`Per second`,undeliveredPayloadRetentionHours:`Keep payloads of failed deliveries, hours`,headers:`Headers`,labels:`Labels`,metadata:`Metadata`,signingVersion:`Signature`,organizationId:`Organization`},Zo={headers:`Header`,metadata:`Key`},Qo=40;function $o(e,t,n){if(!e||e.issues.length===0)return e;let r=e.issues.flatMap(e=>es(e,t,n)??[]);return r.length===0?null:new F(e.code,e.message,{...e,issues:r})}function es(e,t,n){let[r=``,i,a]=gt(e).split(`.`);if(!(r in Xo))return e;let o=Xo[r];if(i===void 0)return{...e,label:o};if(r in Zo){let{id:o}=zo(t[r])[Number(i)]??{},s=n[r].findIndex(e=>e.id===o)+1,c=a===`value`?`Value`:Zo[r];return s===0?null:{...e,label:`${c} ${s}`}}if(r!==`eventPatterns`&&r!==`labels`)return{...e,label:o};let s=Vo(t)[r][Number(i)]??``,c=s.length>Qo?`${s.slice(0,Qo)}…`:s,l=e.message.includes(s)?e.message:`“${c}” ${e.message}`;return{...e,label:o,message:l}}function ts({title:e,isOpen:t,children:n}){return V(`details`,{open:t,onInvalidCapture:e=>{e.currentTarget.open=!0},children:[V(`summary`,{children:e}),n]})}function ns({legend:e,one:t,hint:n,withSecrets:r,name:i,issues:a,rows:o,refused:s,onRows:c}){let l=Re(),u=N(null),d=N(null);M(()=>{let e={last:`.row:last-of-type input`,add:`button.add`}[d.current??`add`];d.current&&u.current?.querySelector(e)?.focus(),d.current=null},[o.length]);let f=a.find(e=>gt(e)===i),p=zo(s);return V(`fieldset`,{ref:u,"aria-describedby":`${l}-hint`,children:[V(`legend`,{children:e}),V(hr,{id:`${l}-hint`,hint:n,issue:f}),o.map((e,n)=>V(rs,{row:e,one:`${t} ${n+1}`,number:n+1,withSecrets:r??!1,name:`${i}.${p.findIndex(t=>t.id===e.id)}`,issues:a,onRow:t=>c(n=>n.map(n=>n.id===e.id?{...n,...t}:n)),onRemove:()=>{d.current=`add`,c(t=>t.filter(t=>t.id!==e.id))}},e.id)),V(`button`,{type:`button`,class:`add`,onClick:()=>{d.current=`last`,c(e=>[...e,Ro()])},children:[V(U,{name:`plus`}),`Add `,t.toLowerCase()]})]})}function rs({row:{name:e,value:t,isSecret:n,isHidden:r,isLong:i},one:a,number:o,withSecrets:s,name:c,issues:l,onRow:u,onRemove:d}){return V(`div`,{class:`row`,children:[V(H,{label:a,mono:!0,name:`${c}.name`,issues:l,value:e,onInput:e=>u({name:e})}),V(`button`,{type:`button`,class:`bare`,"aria-label":`Remove ${a.toLowerCase()}`,onClick:d,children:V(U,{name:`cross`})}),V(H,{label:`Value ${o}`,lines:i?3:1,mono:!0,hint:r&&`Not shown, and kept as long as no header is changed.`,name:`${c}.value`,issues:l,value:t,onInput:e=>u({value:e})}),s&&V(`label`,{class:`check`,children:[V(`input`,{type:`checkbox`,checked:n,onChange:e=>u({isSecret:e.currentTarget.checked})}),`Secret `,o]})]})}var is=[{value:`V1`,label:`HMAC-SHA256 (v1), one shared secret`},{value:`V1A`,label:`Ed25519 (v1a), a public key for the receiver`}];function as({endpoint:e,onClose:t,onDone:n}){let[r,i]=A(()=>Bo(e,Kn.value)),[a,o]=A(r),[s,c]=A(r),[l,u]=A(null),{busy:d,failure:f,start:p}=za(),m=$o(f,s,a),h=m?.issues??[],g=e=>({name:e,label:Xo[e],issues:h,value:a[e],onInput:t=>o(n=>({...n,[e]:t}))}),_=e=>({name:e,legend:Xo[e],one:Zo[e],issues:h,rows:a[e],refused:s[e],onRows:t=>o(n=>({...n,[e]:t(n[e])}))});async function v(){c(a);let t=e?Wo(a,r):Jo(a);await p(async()=>{let n=Yo(a,t);if(n.length>0)throw new F(`VALIDATION_FAILED`,`The input is not valid.`,{issues:n});e?await y(e.id,Wo(a,r)):await b(Jo(a))})&&e&&n(e.id)}async function y(e,t){let{endpoint:n}=await B(pn,{id:e}),a=n?Bo(n,null):r,s=Ko(t,r,a);if(s.length>0)throw i(a),o(e=>({...e,...os(a,Object.keys(t))})),new F(`CHANGED_MEANWHILE`,`Not saved, as somebody else changed this:`,{issues:s});await Q(gn,{id:e,input:t})}async function b(e){let t=await Q(hn,{input:{...e,url:a.url.trim(),signingVersion:a.signingVersion,...a.organizationId&&{organizationId:a.organizationId}}}),{id:n,secrets:r}=t.endpoint;u({id:n,secret:t.secret,publicKey:r[0]?.publicKey??null})}return l?V(No,{title:`The endpoint is made`,...l,onClose:()=>n(l.id)}):V(ka,{title:e?`Change the endpoint`:`New endpoint`,submit:e?`Save`:`Create endpoint`,busy:d,failure:m,onSubmit:()=>void v(),onClose:t,children:[V(H,{type:`url`,placeholder:`https://example.com/hooks`,required:!0,mono:!0,hint:e&&`Another URL is not verified, and its failures are counted anew.`,...g(`url`)}),V(H,{...g(`name`)}),V(H,{lines:3,mono:!0,hint:`One a line, like invoice.* or *.paid. None: every event.`,...g(`eventPatterns`)}),!e&&z(`ADMIN`)&&V(Sr,{...g(`organizationId`)}),!e&&V(fr,{options:is,...g(`signingVersion`)}),V(ss,{isOfEndpoint:e!==void 0,field:g}),V(cs,{isOfEndpoint:e!==void 0,field:g,rows:_})]})}var os=(e,t)=>Object.fromEntries(Object.entries(e).filter(([e])=>!t.includes(e)));function ss({isOfEndpoint:e,field:t}){let n={type:`number`,required:e};return V(ts,{title:`Delivery`,isOpen:e,children:[V(H,{lines:2,...t(`description`)}),V(`div`,{class:`pair`,children:[V(H,{hint:`3 to 60`,...n,...t(`timeoutSeconds`)}),V(H,{hint:`1 to 7`,...n,...t(`maxRetries`)}),V(H,{hint:`requests in flight, 1 to 100`,...n,...t(`maxConcurrency`)}),V(H,{type:`number`,hint:`empty: no limit`,...t(`rateLimitPerSecond`)})]}),V(H,{hint:`0 to 720; so long they can be retried`,...n,...t(`undeliveredPayloadRetentionHours`)})]})}function cs({isOfEndpoint:e,field:t,rows:n}){return V(ts,{title:`Headers, labels and metadata`,isOpen:e,children:[V(ns,{hint:`Sent with each delivery. A secret value is stored encrypted, and never shown again.`,withSecrets:!0,...n(`headers`)}),V(H,{lines:2,hint:`One a line, at most 8.`,...t(`labels`)}),V(ns,{hint:`For your own use; it is not sent.`,...n(`metadata`)})]})}function ls(e){let[t,n]=A(null),{busy:r,failure:i,start:a}=za(),{id:o,status:s}=e.endpoint,{text:c,icon:l,change:u,done:d}=us[s],f=e=>()=>n(e);return V(C,{children:[V(Z,{scope:`ENDPOINTS_WRITE`,icon:`flask`,kind:`primary`,onAct:f(`test`),children:`Send test`}),V(Z,{scope:`ENDPOINTS_WRITE`,icon:l,busy:r,onAct:()=>void a(async()=>{await u(o),await e.onChanged(),K(d)}),children:c}),V(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`edit`),children:`Edit`}),V(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`rotate`),children:`Rotate secret`}),s!==`DISABLED`&&V(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`disable`),children:`Disable`}),V(Z,{scope:`ENDPOINTS_WRITE`,kind:`danger`,onAct:f(`delete`),children:`Delete`}),i&&V(q,{failure:i}),t&&V(ds,{...e,opened:t,onClose:()=>n(null)})]})}var us={ACTIVE:{text:`Pause`,icon:`pause`,change:e=>Q(_n,{id:e}),done:`Paused: deliveries wait.`},PAUSED:{text:`Resume`,icon:`play`,change:e=>Q(vn,{id:e}),done:`Resumed: what waited follows.`},DISABLED:{text:`Enable`,icon:`play`,change:e=>Q(bn,{id:e}),done:`Enabled: it receives from now on.`}};function ds({endpoint:e,onChanged:t,opened:n,onClose:r}){let{route:i}=P(),{id:a}=e,o=async e=>{r(),await t(),K(e)},s=()=>{r(),t()};switch(n){case`edit`:return V(as,{endpoint:e,onClose:s,onDone:()=>void o(`Saved.`)});case`test`:return V(Fo,{endpoint:e,onClose:r,onSent:e=>{if(z(`DELIVERIES_READ`))return i(W.delivery(e));r(),K(`The test is on its way.`)}});case`rotate`:return V(Io,{endpoint:e,onClose:s});case`disable`:return V(Po,{title:`Disable the endpoint?`,submit:`Disable`,text:`It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait.`,onClose:r,onConfirm:async()=>{await Q(yn,{id:a}),await o(`Disabled.`)}});case`delete`:return V(Po,{title:`Delete the endpoint?`,submit:`Delete for good`,text:`Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable.`,onClose:r,onConfirm:async()=>{await Q(xn,{id:a}),K(`Deleted.`),i(W.endpoints)}})}}function fs({endpoint:e}){let t=Object.entries(e.metadata);return V(ea,{title:`Settings`,children:V(ta,{facts:[[`URL`,V(`span`,{class:`mono`,children:e.url})],[`Description`,e.description],[`Receives`,V(ps,{patterns:e.eventPatterns})],[`Timeout`,`${e.timeoutSeconds} s`],[`Retries`,e.maxRetries],[`Requests at once`,e.maxConcurrency],[`Rate`,e.rateLimitPerSecond===null?`no limit`:`${e.rateLimitPerSecond} per second`],[`Failed payloads are kept`,`${e.undeliveredPayloadRetentionHours} h`],[`Headers`,ms(e.headers.map(({name:e,value:t})=>[e,t??`••••`]))],[`Labels`,e.labels.length>0&&V(hs,{labels:e.labels})],[`External id`,e.externalId&&V(`code`,{children:e.externalId})],[`Metadata`,ms(t)],[`Signed with`,e.secrets.map(e=>V(gs,{secret:e},e.createdAt))],[`Created`,V(_s,{endpoint:e})],[`Changed`,V(Y,{at:e.updatedAt})]]})})}function ps({patterns:e}){return e.length===0?V(C,{children:`all events`}):V(`span`,{class:`patterns`,children:e.map(e=>V(`code`,{children:e},e))})}function ms(e){return e.length===0?null:e.map(([e,t])=>V(`div`,{children:V(`code`,{children:[V(`bdi`,{children:e}),`: `,V(`bdi`,{children:t})]})},e))}function hs({labels:e}){return V(C,{children:e.map(e=>V(`span`,{class:`tag`,children:e},e))})}function gs({secret:{publicKey:e,hint:t,version:n,expiresAt:r}}){return V(`div`,{children:[V(`code`,{children:e??`…${t}`}),` `,V(`span`,{class:`quiet`,children:[n===`V1A`?`Ed25519`:`HMAC-SHA256`,r?`, until ${Bi(r)}`:``]})]})}function _s({endpoint:{createdAt:e,createdBy:t}}){return V(C,{children:[V(Y,{at:e}),` `,V(`span`,{class:`quiet`,children:[`by `,t]})]})}var vs=(e,t)=>e.reduce((e,n)=>e+n[t],0),ys=e=>`${G(vs(e,`succeeded`))} succeeded, ${G(vs(e,`failed`))} failed`;function bs({point:{succeeded:e,failed:t},x:n,width:r,bottom:i,scale:a,failedFill:o}){let s=e&&Math.max(1,e*a),c=t&&Math.max(1.5,t*a),l=r>3?Math.min(2,r*.25):0;return V(C,{children:[s>0&&V(`rect`,{class:`good`,x:n,y:i-s,width:r-l,height:s}),c>0&&V(`rect`,{class:`bad`,x:n,y:i-s-c,width:r-l,height:c,...o&&{fill:o}})]})}var xs=148,Ss={left:36,bottom:18,top:8},Cs=xs-Ss.bottom,ws=new Intl.NumberFormat(`en`,{notation:`compact`});function Ts(e){let t=Re(),[n,r]=Ms(),{label:i,points:a,format:o}=e,s=js(Math.max(1,...a.map(({succeeded:e,failed:t})=>e+t))),c=(Cs-Ss.top)/s,l=(n-Ss.left)/Math.max(1,a.length);return V(`figure`,{class:`chart`,children:[V(`div`,{ref:r,children:V(`svg`,{role:`img`,"aria-labelledby":`${t}-title ${t}-text`,width:n,height:xs,viewBox:`0 0 ${n} ${xs}`,children:[V(`title`,{id:`${t}-title`,children:i}),V(`desc`,{id:`${t}-text`,children:ys(a)}),V(Es,{id:`${t}-hatch`}),V(Ds,{peak:s,scale:c,width:n}),a.map((e,n)=>V(`g`,{children:[V(`title`,{children:`${o(e.start)}: ${ys([e])}`}),V(`rect`,{class:`hit`,x:Ss.left+n*l,y:Ss.top,width:l,height:Cs-Ss.top}),V(bs,{point:e,x:Ss.left+n*l,width:l,bottom:Cs,scale:c,failedFill:`url(#${t}-hatch)`})]},e.start)),V(Os,{...e,step:l,width:n})]})}),V(`figcaption`,{children:[V(`span`,{class:`key good`}),` succeeded `,V(`span`,{class:`key bad`}),` failed`]}),V(ks,{...e})]})}function Es({id:e}){return V(`defs`,{children:V(`pattern`,{id:e,width:`4`,height:`4`,patternUnits:`userSpaceOnUse`,patternTransform:`rotate(45)`,children:[V(`rect`,{class:`bad`,width:`4`,height:`4`}),V(`line`,{class:`hatch`,x1:`0`,y1:`0`,x2:`0`,y2:`4`})]})})}function Ds({peak:e,scale:t,width:n}){return V(C,{children:[...new Set([0,Math.round(e/2),e])].map(e=>{let r=Cs-e*t;return V(`g`,{children:[V(`line`,{class:e===0?`base`:`grid`,x1:Ss.left,x2:n,y1:r,y2:r}),V(`text`,{x:Ss.left-6,y:r+4,"text-anchor":`end`,children:ws.format(e)})]},e)})})}function Os({points:e,format:t,step:n,width:r}){return V(C,{children:As(e).map(({index:i,anchor:a})=>V(`text`,{x:a===`end`?r:Ss.left+i*n,y:144,"text-anchor":a,children:t(e[i].start)},i))})}function ks({points:e,format:t}){return V(`details`,{children:[V(`summary`,{children:`As a table`}),V(`table`,{class:`plain`,children:[V(`thead`,{children:V(`tr`,{children:[V(`th`,{scope:`col`,children:`From`}),V(`th`,{scope:`col`,children:`Succeeded`}),V(`th`,{scope:`col`,children:`Failed`})]})}),V(`tbody`,{children:e.filter(({succeeded:e,failed:t})=>e+t>0).map(e=>V(`tr`,{children:[V(`th`,{scope:`row`,children:t(e.start)}),V(`td`,{children:G(e.succeeded)}),V(`td`,{children:G(e.failed)})]},e.start))})]})]})}function As(e){return e.length<3?e.map((e,t)=>({index:t,anchor:`start`})):[{index:0,anchor:`start`},{index:Math.floor(e.length/2),anchor:`middle`},{index:e.length-1,anchor:`end`}]}function js(e){let t=10**Math.floor(Math.log10(e));return([1,2,4,10].find(n=>n*t>=e)??10)*t}function Ms(){let e=N(null),[t,n]=A(640);return M(()=>{let t=e.current;if(!t)return;let r=new ResizeObserver(()=>n(Math.max(200,t.clientWidth)));return r.observe(t),()=>r.disconnect()},[]),[t,e]}var Ns=6e4,Ps=60*Ns,Fs={hour:`2-digit`,minute:`2-digit`},Is={day:`numeric`,month:`short`},Ls={weekday:`short`,...Fs},Rs={...Is,timeZone:`UTC`,timeZoneName:`short`},zs=[{text:`1 h`,ms:Ps,bucket:`MINUTE`,format:Fs},{text:`24 h`,ms:24*Ps,bucket:`HOUR`,format:Ls},{text:`7 d`,ms:168*Ps,bucket:`HOUR`,format:{...Is,...Fs}},{text:`30 d`,ms:720*Ps,bucket:`DAY`,format:Rs}],Bs=e=>Math.ceil((e+1)/Ns)*Ns;function Vs({id:e,changes:t}){let[n,r]=A(zs[1]),[i,a]=A(()=>Bs(Date.now())),{data:o,failure:s,reload:c}=nr(mn,{id:e,bucket:n.bucket,since:new Date(i-n.ms).toISOString(),until:new Date(i).toISOString()});j(()=>{t!==0&&(Bs(Date.now())===i?c():a(Bs(Date.now())))},[t]);let[l,u]=A(null);j(()=>{o&&u(o)},[o]);let d=(o??l)?.endpoint?.stats,f=new Intl.DateTimeFormat(`en-GB`,n.format);return V(ea,{title:`Statistics`,tools:V(`fieldset`,{class:`segments`,children:[V(`legend`,{class:`hidden`,children:`Window`}),zs.map(e=>V(`button`,{type:`button`,"aria-pressed":e===n,onClick:()=>{u(null),a(Bs(Date.now())),r(e)},children:e.text},e.text))]}),children:[s&&V(q,{failure:s,onRetry:()=>void c()}),d?V(C,{children:[V(Hs,{stats:d}),V(Ts,{label:`Attempts of the last ${n.text}`,points:d.series,format:e=>f.format(new Date(e))})]}):!s&&V(Ei,{rows:4})]})}function Hs({stats:e}){return V(`dl`,{class:`tiles`,children:[[`Deliveries`,G(e.total),``],[`Success`,li(e.successRate),``],[`Succeeded`,G(e.succeeded),``],[`Failed`,G(e.failed),e.failed>0?`bad-text`:``],[`Waiting`,G(e.pending),``],[`Canceled`,G(e.canceled),``],[`Attempts`,G(e.attempts),``],[`p50`,si(e.durationMsP50),``],[`p95`,si(e.durationMsP95),``],[`p99`,si(e.durationMsP99),``]].map(([e,t,n])=>V(`div`,{children:[V(`dt`,{children:e}),V(`dd`,{class:n,children:t})]},e))})}var Us=1500;function Ws({id:e}){let t=z(`ENDPOINTS_READ`),{data:n,failure:r,reload:i}=nr(pn,t?{id:e}:null),[a,o]=A(0),s=wo(Us,()=>{o(e=>e+1),i()});Co(t&&z(`DELIVERIES_READ`)?{endpointId:e}:null,s);let c=n?.endpoint;return t?c?V(X,{title:c.name??c.url,heading:V(C,{children:[V(`span`,{class:`clamp`,title:c.name??c.url,children:c.name??c.url}),` `,V(ti,{status:c.status})]}),actions:V(ls,{endpoint:c,onChanged:i}),children:[V(`p`,{class:`under`,children:[c.name&&V(`span`,{class:`mono clamp`,title:c.url,children:c.url}),V(_i,{id:c.id}),V(`span`,{class:`quiet`,children:c.organization.name})]}),r&&V(q,{failure:r,onRetry:()=>void i()}),V(Ks,{endpoint:c}),z(`DELIVERIES_READ`)?V(C,{children:[V(Vs,{id:e,changes:a}),V(qs,{endpoint:c,changes:a})]}):V(Di,{scope:`DELIVERIES_READ`,what:`its deliveries`}),V(fs,{endpoint:c})]},e):V(X,{title:`Endpoint`,children:r?V(q,{failure:r,onRetry:()=>void i()}):n?V(Gs,{id:e}):V(Ei,{rows:8})}):V(X,{title:`Endpoint`,children:V(Di,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Gs({id:e}){return V(J,{title:`No such endpoint`,children:V(`p`,{children:[V(`code`,{children:e}),` is not an endpoint that this key may see, or it was deleted.`,` `,V(`a`,{href:W.endpoints,children:`All endpoints`})]})})}function Ks({endpoint:e}){let{failingSince:t,consecutiveFailures:n,disabledAt:r,disabledReason:i,pausedAt:a,lastError:o}=e;return V(ta,{facts:[[`Health`,t?V(`span`,{class:`bad-text`,children:[G(n),` `,n===1?`failure`:`failures`,` in a row, since `,V(Y,{at:t})]}):`no failures`],[`Last error`,o],[`Last delivery`,V(Y,{at:e.lastDeliveryAt,none:`never`})],[`Last test that succeeded`,V(Y,{at:e.lastVerifiedAt,none:`never`})],[`Paused`,a&&V(Y,{at:a})],[`Disabled`,r&&V(C,{children:[V(Y,{at:r}),i&&`, ${Zr[i]??i}`]})]]})}function qs({endpoint:e,changes:t}){let{query:n,path:r,route:i}=P(),a=n.status,{within:o,span:s,wrong:c}=sa(n),l={endpointId:e.id,...a&&{status:[a]},...s},u=ar(nn,c?null:{filter:l},({deliveries:e})=>e,{changes:t,pageSize:10,within:o}),d=Object.keys(n).length>0,f=e=>i(Dr(r,e),!0);return V(ea,{title:`Deliveries`,tools:V(C,{children:[V(gr,{label:`Status of deliveries`,any:`Any status`,value:a,options:ii,onChoose:e=>f({...n,status:e})}),V(la,{query:n,onQuery:f}),a===`FAILED`&&!c&&V(Aa,{filter:l,within:o,pages:u,forbidden:e.status===`ACTIVE`?null:`It is ${e.status.toLowerCase()}.`})]}),children:V(Gi,{pages:u,wrong:c,ofOneEndpoint:!0,empty:V(J,{title:d?`No delivery is like this`:`No deliveries yet`,children:V(`p`,{children:`An event that matches its patterns makes one. “Send test” makes one now.`})})})})}var Js={width:96,height:24};function Ys({points:e,span:t}){let n=Math.max(1,...e.map(({succeeded:e,failed:t})=>e+t)),r=Js.width/Math.max(1,e.length),i=(Js.height-2)/n;return V(`svg`,{class:`sparkline`,role:`img`,"aria-label":`Attempts in the last ${t}: ${ys(e)}`,width:Js.width,height:Js.height,viewBox:`0 0 ${Js.width} ${Js.height}`,children:[V(`line`,{class:`base`,x1:0,x2:Js.width,y1:Js.height-.5,y2:Js.height-.5}),e.map((e,t)=>V(bs,{point:e,x:t*r,width:r,bottom:Js.height-1,scale:i},e.start))]})}var Xs=new Set([`Last 24 h`,`Succeeded`]);function Zs(e){let t=e.reduce((e,t)=>e+t.succeeded,0),n=e.reduce((e,t)=>e+t.failed,0);return t+n===0?null:t/(t+n)}var Qs=[{head:`Endpoint`,kind:`main`,cell:e=>V(C,{children:[V(`a`,{class:`strong clamp`,href:W.endpoint(e.id),title:e.name?void 0:e.url,children:e.name??e.url}),e.name&&V(`div`,{class:`quiet clamp`,title:e.url,children:e.url}),z(`ADMIN`)&&Kn.value===null&&V(`div`,{class:`quiet`,children:e.organization.name})]})},{head:`Status`,cell:e=>V(C,{children:[V(ti,{status:e.status}),e.disabledReason&&V(`div`,{class:`quiet`,children:Zr[e.disabledReason]??e.disabledReason})]})},{head:`Receives`,cell:({eventPatterns:e})=>V(ec,{patterns:e})},{head:`Last 24 h`,cell:({stats:e})=>e&&V(Ys,{points:e.series,span:`24 hours`})},{head:`Succeeded`,kind:`number`,cell:({stats:e})=>e&&li(Zs(e.series))},{head:`Health`,kind:`wide`,cell:e=>V(tc,{row:e})},{head:`Last delivery`,cell:({lastDeliveryAt:e})=>V(Y,{at:e,none:`never`})}],$s=2;function ec({patterns:e}){if(e.length===0)return V(`span`,{children:`all events`});let t=e.length-$s;return V(`span`,{class:`patterns`,title:e.join(`
`),children:[e.slice(0,$s).map(e=>V(`code`,{children:e},e)),t>0&&V(`span`,{class:`quiet`,children:[`+`,t]})]})}function tc({row:e}){return e.failingSince?V(C,{children:[V(`span`,{class:`bad-text`,children:[G(e.consecutiveFailures),` `,e.consecutiveFailures===1?`failure`:`failures`,` since`,` `,V(Y,{at:e.failingSince})]}),e.lastError&&V(`div`,{class:`quiet clamp`,children:e.lastError})]}):V(`span`,{class:`quiet`,children:e.lastDeliveryAt?`no failures`:`–`})}var nc=Qs.filter(({head:e})=>!Xs.has(e)),rc=15e3;function ic(){return z(`ENDPOINTS_READ`)?V(ac,{}):V(X,{title:`Endpoints`,children:V(Di,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function ac(){let{query:e,route:t}=P(),[n,r]=A(!1),i=z(`DELIVERIES_READ`),{status:a,search:o}=e,s=ar(un,{withStats:i,filter:{...qn(),...a&&{status:[a]},...o&&{search:o}}},({endpoints:e})=>e);return j(()=>{let e=setInterval(()=>document.visibilityState===`visible`&&void s.reload(),rc);return()=>clearInterval(e)}),V(X,{title:`Endpoints`,heading:V(C,{children:[`Endpoints `,s.totalCount!==null&&V(`span`,{class:`count`,children:G(s.totalCount)})]}),actions:V(Z,{scope:`ENDPOINTS_WRITE`,icon:`plus`,kind:`primary`,onAct:()=>r(!0),children:`New endpoint`}),children:[V(oc,{}),V(ki,{label:`Endpoints`,pages:s,columns:i?Qs:nc,empty:V(sc,{isFiltered:!!(a||o)})}),n&&V(as,{onClose:()=>r(!1),onDone:e=>{r(!1),t(W.endpoint(e))}})]})}function oc(){let{query:e,path:t,route:n}=P(),[r,i]=Er(e.search??``,r=>n(Dr(t,{...e,search:r}),!0));return V(`div`,{class:`filters`,children:[V(`input`,{type:`search`,"aria-label":`Search in name, URL and description`,placeholder:`Name, URL or description`,value:r,onInput:e=>i(e.currentTarget.value)}),V(gr,{label:`Status`,any:`Any status`,value:e.status,options:ai,onChoose:r=>n(Dr(t,{...e,status:r}),!0)})]})}function sc({isFiltered:e}){return e?V(J,{title:`No endpoint is like this`,children:V(`p`,{children:V(`a`,{href:W.endpoints,children:`Show all endpoints`})})}):V(J,{title:`No endpoints yet`,example:Wr,children:V(`p`,{children:`An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:`})})}var cc=500;function lc({id:e}){let t=z(`EVENTS_READ`),n=z(`DELIVERIES_READ`),{data:r,failure:i,reload:a}=nr(wn,t?{id:e,withDeliveries:n}:null),o=r?.event,s=wo(cc,()=>void a()),{state:c,reconnectNow:l}=Co(o&&n?{eventType:o.type,organizationId:o.organization.id}:null,t=>{(t?.__typename!==`AttemptRecorded`||t.eventId===e)&&s()});return o?V(X,{title:`${o.type} event`,heading:V(`span`,{class:`url`,children:o.type}),children:[V(`p`,{class:`under`,children:[V(_i,{id:o.id}),o.isTest&&V(`span`,{class:`tag`,children:`test`}),n&&V(Ya,{state:c,onRetry:l})]}),i&&V(q,{failure:i,onRetry:()=>void a()}),V(ta,{facts:[[`Type`,V(`a`,{href:W.eventType(o.type),children:o.type})],[`Accepted`,V(Y,{at:o.createdAt})],[`Occurred`,V(Y,{at:o.occurredAt})],[`Idempotency key`,o.idempotencyKey&&V(`code`,{children:o.idempotencyKey})],[`Organization`,o.organization.name],[`Payload purged`,o.payloadPurgedAt&&V(Y,{at:o.payloadPurgedAt})]]}),V(ea,{title:`Deliveries`,children:[o.deliveries?o.deliveries.nodes.length===0?V(`p`,{class:`quiet`,children:`No endpoint wanted it.`}):V(Ki,{rows:o.deliveries.nodes}):V(`p`,{class:`quiet`,children:`They need the scope DELIVERIES_READ, which this key lacks.`}),o.deliveries?.pageInfo.hasNextPage&&V(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]}),V(ea,{title:`Payload`,tools:o.payloadText!==null&&V(gi,{text:o.payloadText,label:`Copy the payload`}),children:o.payloadText===null?V(`p`,{class:`quiet`,children:`It is no longer kept.`}):V(ui,{label:`Payload`,children:Ha(o.payloadText)})})]},e):V(X,{title:`Event`,children:t?i?V(q,{failure:i,onRetry:()=>void a()}):r?V(J,{title:`No such event`,children:V(`p`,{children:[V(`code`,{children:e}),` is not an event that this key may see.`]})}):V(Ei,{rows:8}):V(Di,{scope:`EVENTS_READ`,what:`events`})})}function uc({name:e}){let{data:t,failure:n,reload:r}=nr(On,{name:e}),i=t?.eventType;return i?V(X,{title:i.name,heading:V(C,{children:[V(`span`,{class:`mono url`,children:i.name}),` `,i.archivedAt&&V(`span`,{class:`tag`,children:`archived`})]}),actions:V(fc,{type:i,onChanged:r}),children:[i.description&&V(`p`,{children:i.description}),V(ta,{facts:[[`Created`,V(Y,{at:i.createdAt})],[`Changed`,V(Y,{at:i.updatedAt})],[`Archived`,i.archivedAt&&V(Y,{at:i.archivedAt})],[`Seen`,z(`DELIVERIES_READ`)&&V(C,{children:[V(`a`,{href:Dr(W.deliveries,{type:i.name}),children:`its deliveries`}),`,`,` `,V(`a`,{href:Dr(W.live,{type:i.name}),children:`live`})]})]]}),V(dc,{title:`Example`,value:i.example,none:`It has none.`}),V(dc,{title:`JSON Schema`,value:i.payloadSchema,none:`It has none: any payload is taken.`})]}):V(X,{title:`Event type`,children:n?V(q,{failure:n,onRetry:()=>void r()}):t?V(J,{title:`No such event type`,children:V(`p`,{children:[V(`code`,{children:e}),` is not in the catalogue. `,V(`a`,{href:W.eventTypes,children:`All event types`})]})}):V(Ei,{})})}function dc({title:e,value:t,none:n}){let r=t==null?null:JSON.stringify(t,null,2);return V(ea,{title:e,tools:r&&V(gi,{text:r,label:`Copy`}),children:r?V(ui,{label:e,children:r}):V(`p`,{class:`quiet`,children:n})})}function fc({type:e,onChanged:t}){let[n,r]=A(!1),{busy:i,failure:a,start:o}=za(),{name:s}=e;return V(C,{children:[V(Z,{scope:`EVENTS_PUBLISH`,kind:`primary`,forbidden:e.archivedAt?`It is archived.`:s.startsWith(`hookline.`)?`Hookline itself publishes it.`:null,onAct:()=>r(!0),children:`Publish one`}),e.archivedAt?V(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Q(jn,{name:s}),await t(),K(`Restored: it can be published again.`)}),children:`Restore`}):V(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Q(An,{name:s}),await t(),K(`Archived: it can no longer be published.`)}),children:`Archive`}),a&&V(q,{failure:a}),n&&V(pc,{type:e,onClose:()=>r(!1)})]})}function pc({type:e,onClose:t}){let{route:n}=P(),[r,i]=A(()=>JSON.stringify(e.example??{},null,2)),[a,o]=A(``),[s,c]=A(Kn.value??``),{busy:l,failure:u,start:d}=za(),f=u?.issues??[];return V(ka,{title:`Publish ${e.name}`,submit:`Publish`,busy:l,failure:u,onClose:t,onSubmit:()=>void d(async()=>{let{event:i,duplicate:o}=await Q(Mn,{input:{type:e.name,payloadText:r,...a&&{idempotencyKey:a},...s&&{organizationId:s}}});K(o?`It was published before: this is the first one.`:`Published: ${i.id}`),z(`EVENTS_READ`)?n(W.event(i.id)):z(`DELIVERIES_READ`)?n(Dr(W.live,{type:e.name})):t()}),children:[V(`p`,{children:`A real event: every endpoint that wants it receives it.`}),V(H,{label:`Payload (JSON)`,lines:8,mono:!0,name:`payloadText`,issues:f,value:r,onInput:i}),z(`ADMIN`)&&V(Sr,{name:`organizationId`,value:s,onInput:c}),V(H,{label:`Idempotency key`,name:`idempotencyKey`,issues:f,value:a,onInput:o,hint:`The same one again within 7 days is the first event.`})]})}var mc=[{head:`Name`,kind:`main`,cell:({name:e,archivedAt:t})=>V(C,{children:[V(`a`,{class:`strong mono`,href:W.eventType(e),children:e}),t&&V(`span`,{class:`tag`,children:`archived`})]})},{head:`Description`,cell:({description:e})=>e?V(`span`,{class:`clamp`,children:e}):V(`span`,{class:`quiet`,children:`–`})},{head:`Created`,cell:({createdAt:e})=>V(Y,{at:e})}];function hc(){let{query:e,path:t,route:n}=P(),[r,i]=A(!1),a=e.archived===`true`,o=ar(En,{includeArchived:a},({eventTypes:e})=>e);return V(X,{title:`Event types`,actions:V(Z,{scope:`ADMIN`,icon:`plus`,kind:`primary`,onAct:()=>i(!0),children:`New event type`}),children:[V(`div`,{class:`filters`,children:V(`label`,{class:`check`,children:[V(`input`,{type:`checkbox`,checked:a,onChange:()=>n(Dr(t,{archived:a?void 0:`true`}),!0)}),`Archived ones too`]})}),V(ki,{label:`Event types`,pages:o,columns:mc,empty:V(J,{title:`No event types yet`,example:Kr,children:V(`p`,{children:`The catalogue says what may be published. Whoever has the scope ADMIN writes it:`})})}),r&&V(gc,{onClose:()=>i(!1),onMade:e=>n(W.eventType(e))})]})}function gc({onClose:e,onMade:t}){let[n,r]=A({name:``,description:``,payloadSchema:``,example:``}),{busy:i,failure:a,start:o}=za(),s=e=>({name:e,issues:a?.issues??[],value:n[e],onInput:t=>r(n=>({...n,[e]:t}))});return V(ka,{title:`New event type`,submit:`Create event type`,busy:i,failure:a,onClose:e,onSubmit:()=>void o(async()=>{let{eventType:e}=await Q(kn,{input:{name:n.name.trim(),...n.description.trim()&&{description:n.description.trim()},..._c(`payloadSchema`,n.payloadSchema),..._c(`example`,n.example)}});t(e.name)}),children:[V(H,{label:`Name`,required:!0,mono:!0,placeholder:`invoice.paid`,...s(`name`)}),V(H,{label:`Description`,...s(`description`)}),V(H,{label:`Example of a payload (JSON)`,lines:4,mono:!0,...s(`example`)}),V(H,{label:`JSON Schema (draft 2020-12)`,lines:4,mono:!0,hint:`None: any payload.`,...s(`payloadSchema`)})]})}function _c(e,t){if(t.trim()===``)return{};try{return{[e]:JSON.parse(t)}}catch(t){let n=`This is not JSON: ${t.message}`;throw new F(`VALIDATION_FAILED`,`A field is not JSON.`,{issues:[{path:[e],message:n}]})}}function vc(e){return e.__typename===`AttemptRecorded`?e.outcome===`SUCCEEDED`?``:`failing`:`remark`}var yc=e=>[{head:`Time`,cell:({occurredAt:e})=>V(zi,{at:e})},{head:`What`,kind:`main`,cell:e=>V(xc,{item:e})},{head:`Outcome`,cell:e=>e.__typename===`AttemptRecorded`&&V(ni,{outcome:e.outcome})},{head:`Answer`,cell:e=>e.__typename===`AttemptRecorded`&&V(`span`,{class:`nowrap`,children:[e.responseStatus!==null&&V(C,{children:[V(Ui,{status:e.responseStatus,outcome:e.outcome}),` `]}),V(`span`,{class:`quiet`,children:si(e.durationMs)})]})},{head:`Endpoint`,cell:t=>`endpointId`in t&&V(`a`,{class:`clamp`,href:W.endpoint(t.endpointId),title:e(t.endpointId),children:e(t.endpointId)})},{head:`Delivery then`,cell:e=>`deliveryStatus`in e&&V(C,{children:[V(ei,{status:e.deliveryStatus}),e.__typename===`AttemptRecorded`&&e.nextAttemptAt&&V(bc,{at:e.nextAttemptAt})]})}];function bc({at:e}){return Ii(e)?null:V(`span`,{class:`quiet`,children:[` `,`next `,V(Y,{at:e,isDue:!0})]})}function xc({item:e}){switch(e.__typename){case`AttemptRecorded`:return V(C,{children:[V(`a`,{class:`strong`,href:W.delivery(e.deliveryId),children:e.eventType}),` `,V(`span`,{class:`quiet`,children:[`attempt `,e.attemptNumber]}),e.isTest&&V(`span`,{class:`tag`,children:`test`})]});case`DeliveryStatusChanged`:return V(C,{children:[V(`a`,{class:`strong`,href:W.delivery(e.deliveryId),children:[`Delivery `,Wi(e.deliveryId)]}),` `,V(`span`,{class:`quiet`,children:[`was `,e.previousDeliveryStatus.toLowerCase(),`, changed by hand`]})]});case`EndpointStatusChanged`:return V(C,{children:[V(`span`,{class:`strong`,children:`Endpoint `}),e.endpointStatus?V(ti,{status:e.endpointStatus}):`deleted`,V(`span`,{class:`quiet`,children:[` `,`was `,e.previousStatus.toLowerCase(),e.disabledReason&&`; ${Zr[e.disabledReason]??e.disabledReason}`]})]});case`FeedGap`:return V(`span`,{class:`bad-text`,children:[V(U,{name:`warning`}),` A gap: what happened between `,Bi(e.missedSince),` and this moment is no longer in the feed. The deliveries still have it.`]});default:return null}}var Sc=200,Cc=100;function wc(e){let[t,n]=A([]),[r,i]=A(!1),[a,o]=A(0),s=N([]),c=N(0),l=N(!1),u=N(void 0);function d(){if(u.current=void 0,l.current){o(c.current);return}c.current=0;let e=s.current.splice(0).reverse();e.length>0&&n(t=>[...e,...t].slice(0,Sc)),o(0)}return j(()=>(s.current=[],c.current=0,n([]),o(0),()=>{clearTimeout(u.current),u.current=void 0}),[e]),{items:t,waiting:a,isPaused:r,clear:()=>n([]),setPaused(e){l.current=e,i(e),d()},add(e){s.current.length===Sc&&s.current.shift(),s.current.push(e),c.current+=1,u.current??=setTimeout(d,Cc)}}}var Tc=50;function Ec(){return z(`DELIVERIES_READ`)?V(Dc,{}):V(X,{title:`Live`,children:V(Di,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Dc(){let{query:e,path:t,route:n}=P(),r={...qn(),...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...e.outcome&&{outcome:e.outcome.split(`,`)}},{items:i,waiting:a,isPaused:o,setPaused:s,clear:c,add:l}=wc(JSON.stringify(r)),u=i.flatMap(e=>`endpointId`in e?[e.endpointId]:[]),{options:d,nameOf:f}=Ji(e.endpoint,u),{state:p,reconnectNow:m}=So(r,l,Tc);Mr(`p`,()=>s(!o));let h=Object.keys(e).length>0;return V(X,{title:`Live`,heading:`Live attempts`,actions:V(C,{children:[V(`button`,{type:`button`,onClick:()=>s(!o),title:`Key: p`,"aria-keyshortcuts":`p`,children:[V(U,{name:o?`play`:`pause`}),o?`Continue${a>0?` (${G(a)} new)`:``}`:`Pause`]}),V(`button`,{type:`button`,onClick:c,children:`Clear`})]}),children:[V(`div`,{class:`filters`,children:[V(kc,{endpoints:d}),h&&V(`button`,{type:`button`,class:`link`,onClick:()=>n(t,!0),children:`Without filters`}),V(Ya,{state:p,onRetry:m})]}),p.phase===`failed`&&p.failure&&V(q,{failure:p.failure}),i.length===0?p.phase===`connecting`?V(Ei,{}):V(Ac,{isFiltered:h}):V(Oi,{label:`Live attempts`,columns:yc(f),rows:i,keyOf:({cursor:e})=>e,rowClass:vc,isCompact:!0})]})}var Oc=[{value:oi.filter(({value:e})=>e!==`SUCCEEDED`).map(({value:e})=>e).join(`,`),label:`Any failure`},...oi];function kc({endpoints:e}){let{query:t,path:n,route:r}=P(),i=yr(),a=(e,i)=>({options:i,value:t[e],onChoose:i=>r(Dr(n,{...t,[e]:i}),!0)});return V(C,{children:[V(gr,{label:`Endpoint`,any:`Any endpoint`,...a(`endpoint`,e)}),V(gr,{label:`Event type`,any:`Any event type`,...a(`type`,i)}),V(gr,{label:`Outcome`,any:`Any outcome`,...a(`outcome`,Oc)})]})}function Ac({isFiltered:e}){let t=`Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.`;return e?V(J,{title:`Nothing like this yet`,children:V(`p`,{children:t})}):V(J,{title:`Waiting for the next attempt`,example:Gr,children:V(`p`,{children:t})})}function jc(){let[e,t]=A($n??``),{busy:n,failure:r,start:i}=za(),a=N(null),o=r??Wn.value;return j(()=>{document.title=`Sign in · Hookline`},[]),M(()=>a.current?.querySelector(`input`)?.focus(),[]),V(`main`,{id:`main`,class:`sign-in`,children:[V(`div`,{class:`sign-in-theme`,children:V(Hr,{})}),V(`h1`,{children:[V(wr,{size:28}),`Hookline`]}),V(`form`,{ref:a,class:`panel`,onSubmit:t=>{t.preventDefault(),!n&&e.trim()!==``&&i(()=>Yn(e.trim()))},children:[V(H,{label:`API key`,type:`password`,value:e,onInput:t,placeholder:`hk_…`,required:!0,mono:!0,hint:e===$n?`Filled in is the key of this development server.`:`Or a token (JWT), if this server takes them. It is kept until this tab is closed.`}),o&&V(q,{failure:o}),V(`button`,{type:`submit`,class:`primary`,"aria-disabled":n,children:n?`Signing in…`:`Sign in`})]}),V(`p`,{class:`quiet`,children:`You see what your key may see, through the public API. Where it lacks a scope, the page says which.`})]})}var Mc=/^\/(console(\/|$)|$|\?)/;function Nc(){return V(C,{children:[Gn.value?Un.value?V(Pc,{}):V(Lc,{}):V(jc,{}),V(pi,{})]})}function Pc(){return V(Qe,{scope:Mc,children:[V(`a`,{class:`skip`,href:`#main`,onClick:e=>{e.preventDefault(),document.getElementById(`main`)?.focus()},children:`Skip to the page`}),V(Br,{}),V(Fc,{})]})}function Fc(){let{path:e}=P();return Ic(e)?V(et,{children:[V(at,{path:W.endpoints,component:ic}),V(at,{path:`/console`,component:ic}),V(at,{path:`/console/endpoints`,component:ic}),V(at,{path:W.endpoint(`:id`),component:Ws}),V(at,{path:W.live,component:Ec}),V(at,{path:W.deliveries,component:La}),V(at,{path:W.delivery(`:id`),component:Eo}),V(at,{path:W.eventTypes,component:hc}),V(at,{path:`/console/event-types/:name`,component:uc}),V(at,{path:W.event(`:id`),component:lc}),V(at,{default:!0,component:Rc})]}):V(Rc,{})}function Ic(e){try{return decodeURIComponent(e)!==``}catch{return!1}}function Lc(){let[e,t]=A(null),n=()=>{t(null),Xn().catch(e=>t(lr(e)))};return j(n,[]),V(`main`,{id:`main`,children:e?V(q,{failure:e,onRetry:n}):V(Ei,{})})}function Rc(){return V(X,{title:`Nothing here`,children:V(J,{title:`No page has this address`,children:V(`p`,{children:[`Begin at the `,V(`a`,{href:W.endpoints,children:`endpoints`}),`.`]})})})}ft(),ve(V(Nc,{}),document.getElementById(`app`));