var e,t,n,r,i,a,o,s,c,l,u,d,f=Symbol.for(`pv`),p={},m=[],h=/^m(i|n|o|s|text|space)$/,g=Array.isArray,_=m.slice,v=Object.assign;function y(e){e&&e.parentNode&&e.remove()}function b(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e,o,r,i,null)}function x(e,t,n){var r,i,a,o=v({},e.props),s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e.type!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e.type,o,r===void 0?e.key:r,i===void 0?e.ref:i,null)}function S(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:f,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function C(e){return e.children}function w(e,t){this.props=e,this.context=t,this.__g=0}function T(e,t){if(t==null)return e.__&&T(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:T(e)}function E(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=v({constructor:f},r)).__v=r.__v+1,e.vnode&&e.vnode(n),k(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||T(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,de(a,n,o),r.__=r.__e=null,n.__e!=i&&D(n))}function D(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),D(e)}function ee(t){(8&t.__g||(t.__g|=8,r.push(t),a++))&&i==e.debounceRendering||((i=e.debounceRendering)||queueMicrotask)(te)}function te(){try{for(var e,t=1;r.length;)r.length>t&&r.sort(o),e=r.shift(),t=r.length,8&e.__g&&E(e)}finally{(a=r.length)&&(i||queueMicrotask)(te)}}function ne(e,t,n,r,i,a,o,s,c,l,u){var d,f,h,g,_,v,y=r.__k||m,b=t.length;for(c=re(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(f=~h.__i&&y[h.__i]||p,h.__i=d,v=k(e,h,f,i,a,o,s,c,l,u),g=h.__e,(f.ref!=h.ref||8&f.__u)&&(f.ref&&pe(f.ref,null,h,f),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ie(h,c,e,!f.__v),f.__e&&(f.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function re(e,t,n,r,i){var a,o,s,c,l,u,d,p,m,h=n.length,_=h,v=0,y=0,b=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=b[a]=S(null,o):g(o)?o=b[a]=S(C,{children:o}):o.constructor===f&&o.__b?o=b[a]=S(o.type,o.props,o.key,o.ref,o.__v):b[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=oe(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>h?v--:i<h&&v++),typeof o.type!=`function`&&(o.__u|=4))):b[a]=null;if(y){for(u=[],d=[],a=0;a<i;a++)if((o=b[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,d[a]=v+1}for(v=u.length;a--;)d[a]&&(d[a]==v?v--:b[a].__u|=4)}if(_)for(a=0;a<h;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=T(s)),me(s,s));return r}function ie(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ie(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=T(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function ae(e,t){return t||=[],e!=null&&typeof e!=`boolean`&&(g(e)?e.some(function(e){ae(e,t)}):t.push(e)),t}function oe(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function se(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function O(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||se(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||se(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=u[t]||(u[t]=ce(t)),(e.__a||={})[t]=l,a=t!=(t=t.replace(c,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function ce(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[s]==null)n[s]=l++;else if(n[s]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function k(t,n,r,i,a,o,s,c,l,u){var d,p,h,_,b,x,S,E,D,ee,te,re,ie,ae,oe,se,O,ce,k=n.type;if(n.constructor!==f)return null;128&r.__u&&(l=32&r.__u,d=r.__c.__z)&&(n.__u|=l,p=o=[],d.nodeType==8?c=le(d,o):o.push(d),c=o[0]||c),(d=e.__b)&&d(n);n:if(typeof k==`function`){h=s.length;try{if(E=n.props,D=(d=k.prototype)&&d.render,ee=(d=k.contextType)&&i[d.__c],te=d?ee?ee.props.value:d.__:i,(_=r.__c)?(n.__c=_,2&_.__g&&(_.__g|=1)):(D?n.__c=_=new k(E,te):(n.__c=_=new w(E,te),_.constructor=k,_.render=he),ee&&ee.sub(_),_.state||(_.state={}),_.__n=i,_.__g|=8,_.__h=[],_.__k=[]),D&&(_.__s||(_.__s=_.state),k.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=v({},_.__s)),v(_.__s,k.getDerivedStateFromProps(E,_.__s)))),b=_.props,x=_.state,_.__v=n,r.__c){if(E!==b&&D&&!k.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(E,te),n.__v==r.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&!1===_.shouldComponentUpdate(E,_.__s,te)){n.__v!=r.__v&&(_.props=E,_.state=_.__s,_.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),m.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&s.push(_),c=T(r);break n}_.componentWillUpdate&&_.componentWillUpdate(E,_.__s,te),D&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(b,x,S)})}else D&&!k.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),D&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=te,_.props=E,_.__P=t,_.__g&=-5,re=e.__r,ie=D?25:0;do _.__g&=-9,re&&re(n),d=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++ie<25);D&&(m.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(i=v({},i,_.getChildContext())),D&&r.__c&&_.getSnapshotBeforeUpdate&&(S=_.getSnapshotBeforeUpdate(b,x)),ae=d&&d.type===C&&d.key==null?d.props.children:d,E.__P&&(d=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&me(e,e)}),r.__k=null),c=r.__k?T(r,0):null),c=ne(t,g(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=d),n.__u&=-161,p&&p.some(y),_.__h.length&&s.push(_),1&_.__g&&(_.__g&=-4)}catch(t){if(s.length=h,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(O=o.indexOf(c||void 0))||(O=o.length);(ce=o[O-1])&&ce.nodeType==8;)O--;for(;O<o.length;O++)if(ce=o[O]){if(o[O]=null,oe){if(ce==se)break}else{if(ce.nodeType!=8)break;ce.data.startsWith(`$s`)&&(se=le(oe=ce))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(d=le(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=d):n.__e=c,c&&=c.nextSibling}else o&&o.some(y)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||ue(n),e.__e(t,n,r)}}else c=n.__e=fe(r.__e,n,r,i,a,o,s,l,u,t);return(d=e.diffed)&&d(n),c}function le(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function ue(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(ue))}function de(t,n,r){for(var i=0;i<r.length;)pe(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function fe(t,n,r,i,a,o,s,c,l,u){var d,f,m,v,b,x,S,C,w=r.props||p,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(C=u.ownerDocument||document,!D)return C.createTextNode(E);t=C.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&_.call(u.childNodes),!c&&o)for(w={},d=0;d<t.attributes.length;d++)w[(b=t.attributes[d]).name]=b.value;for(d in w)b=w[d],d==`dangerouslySetInnerHTML`?m=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||O(t,d,null,b,a);for(d in E)b=E[d],d==`children`?v=b:d==`dangerouslySetInnerHTML`?f=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||w[d]===b||O(t,d,b,w[d],a);f?(c||m&&(f.__html==m.__html||f.__html==t.innerHTML)||(t.innerHTML=f.__html),n.__k=[]):(m&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&h.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ne(u,g(v)?v:[v],n,r,i,a,o,s,o?o[0]:r.__k&&T(r,0),c,l),o&&o.some(y)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||O(t,d,x,w[d],a),d=`checked`,S!=null&&S!=t[d]&&O(t,d,S,w[d],a))}else w===E||c&&t.data==E||(t.data=E);return t}function pe(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function me(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||pe(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&me(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=le(i,o=[]))&&(i==t.__e&&o.some(y),y(a),y(i)),r||y(t.__e),t.__e=t.__c=t.__=null}function he(e,t,n){return this.constructor(e,n)}function ge(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=S(C,{children:[t]}),a=[],o=[],k(n,n.__k,i||p,p,n.namespaceURI,i?null:n.firstChild?_.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),de(a,n.__k,o),n.__k.props.children=null}function _e(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,ee(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+d++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(t){e=t}}throw a=0,e}},t=0,n=function(e){return e!=null&&e.constructor===f},w.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=v({},this.state)),typeof e==`function`&&(e=e(v({},n),this.props)),e&&(v(n,e),this.__v&&(t&&this.__k.push(t),ee(this)))},w.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),ee(this))},w.prototype.render=C,r=[],a=0,o=function(e,t){return e.__v.__b-t.__v.__b},s=Symbol(),c=/(PointerCapture)$|Capture$/i,l=0,u={},d=0;var ve,A,ye,be,xe=Object.is,Se=0,Ce=[],we=[],j=e,Te=j.__b,Ee=j.__r,De=j.diffed,Oe=j.__c,ke=j.unmount,Ae=j.__;function je(e,t){j.__h&&j.__h(A,e,Se||t),Se=0;var n=A.__H||(A.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function M(e){return Se=1,Me(Ge,e)}function Me(e,t,n){var r=je(ve++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ge(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);xe(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=A,!A.__f)){A.__f=!0;var i=A.shouldComponentUpdate;A.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,xe(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function N(e,t){var n=je(ve++,3);!j.__s&&We(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,A.__H.__h.push(n))}function Ne(e,t){var n=je(ve++,4);!j.__s&&We(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,A.__h.push(n))}function P(e){return Se=5,Pe(function(){return{current:e}},[])}function Pe(e,t){var n=je(ve++,7);return We(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Fe(e,t){return Se=8,Pe(function(){return e},t)}function Ie(e){var t=A.context[e.__c],n=je(ve++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(A)),t.props.value):e.__}function Le(){var e=je(ve++,11);if(!e.__){for(var t=A.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function Re(){var e;do{for(;e=we.shift();)try{He(e)}catch(t){j.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=Ce.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(He),t.__h.some(Ue),t.__h=[]}catch(n){t.__h=[],j.__e(n,e.__v)}}}while(we.length)}j.__b=function(e){A=null,Te&&Te(e)},j.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),Ae&&Ae(e,t)},j.__r=function(e){Ee&&Ee(e),ve=0;var t=(A=e.__c).__H;t&&(ye==A?A.__h=[]:(t.__h.some(He),t.__h.some(Ue),ve=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),ye=A},j.diffed=function(e){De&&De(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&Ve(Ce.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),ye=A=null},j.__c=function(e,t){t.some(function(e){try{e.__h.some(He),e.__h=e.__h.filter(function(e){return!e.__||Ue(e)})}catch(t){e.__h=[function(){throw t}]}}),Oe&&Oe(e,t)},j.unmount=function(e){ke&&ke(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,Ve(we.push(r))}else He(r)}catch(e){t=e}}),r.__H=void 0,t&&j.__e(t,r.__v))};var ze=typeof requestAnimationFrame==`function`;function Be(e){var t,n=function(){clearTimeout(r),ze&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);ze&&(t=requestAnimationFrame(n))}function Ve(e){e!=1&&be==j.requestAnimationFrame||((be=j.requestAnimationFrame)||Be)(Re)}function He(e){var t=A,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),A=t}function Ue(e){var t=A;e.__c=e.__(),A=t}function We(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!xe(t,e[n])})}function Ge(e,t){return typeof t==`function`?t(e):t}var Ke,qe;function Je(e){return!qe||(typeof qe==`string`?e.startsWith(qe):qe.test(e))}function Ye(e,t){let n=``;if(Ke=void 0,t&&t.type===`click`){if(t.ctrlKey||t.metaKey||t.altKey||t.shiftKey||t.button!==0)return e;let r=t.composedPath().find(e=>e.nodeName==`A`&&e.href),i=r&&r.getAttribute(`href`);if(!r||r.origin!=location.origin||/^#/.test(i)||!/^(_?self)?$/i.test(r.target)||!Je(i)||r.download)return e;Ke=!0,t.preventDefault(),n=r.href.replace(location.origin,``)}else t&&t.url?(Ke=!t.replace,n=t.url):n=location.pathname+location.search;return Ke===!0?history.pushState(null,``,n):Ke===!1&&history.replaceState(null,``,n),n}var Xe=(e,t,n={})=>{e=e.split(`/`).filter(Boolean),t=(t||``).split(`/`).filter(Boolean),n.params||={};for(let r=0,i,a;r<Math.max(e.length,t.length);r++){let[,o,s,c]=(t[r]||``).match(/^(:?)(.*?)([+*?]?)$/);if(i=e[r],o||s!=i){if(!o&&i&&c==`*`){n.rest=`/`+e.slice(r).join(`/`);break}if(!o||!i&&c!=`?`&&c!=`*`)return;if(a=c==`+`||c==`*`,a?i=e.slice(r).map(decodeURIComponent).join(`/`)||void 0:i&&=decodeURIComponent(i),n.params[s]=i,s in n||(n[s]=i),a)break}}return n};function Ze(e){let[t,n]=Me(Ye,e.url||location.pathname+location.search);e.scope&&(qe=e.scope);let r=Ke===!0,i=Pe(()=>{let e=new URL(t,location.origin),i=e.pathname.replace(/\/+$/g,``)||`/`;return{url:t,path:i,query:Object.fromEntries(e.searchParams),route:(e,t)=>n({url:e,replace:t}),back:()=>{history.back()},forward:()=>{history.forward()},wasPush:r}},[t]);return Ne(()=>(addEventListener(`click`,n),addEventListener(`popstate`,n),()=>{removeEventListener(`click`,n),removeEventListener(`popstate`,n)}),[]),b(Ze.ctx.Provider,{value:i},e.children)}var Qe=Promise.resolve();function $e(e){let[t,n]=Me(e=>e+1,0),{url:r,query:i,wasPush:a,path:o}=F();if(!r)throw Error(`preact-iso's <Router> must be used within a <LocationProvider>, see: https://github.com/preactjs/preact-iso#locationprovider`);let{rest:s=o,params:c={}}=Ie(rt),l=P(!1),u=P(o),d=P(1),f=P(),p=P(),m=P(),h=P(!1),g=P();g.current=!1;let _,v,y;ae(e.children).some(e=>{if(Xe(s,e.props.path,y={...e.props,path:s,query:i,params:Object.assign({},c),rest:``}))return _=x(e,y);e.props.default&&(v=x(e,y))});let S=_||v,C=f.current&&f.current.__u&et&&f.current.__u&tt,w=f.current&&f.current.__h,T=Pe(()=>{p.current=f.current,f.current=b(rt.Provider,{value:y},S);let e=p.current&&p.current.props.children;return!e||!S||S.type!==e.type||S.props.component!==e.props.component?(d.current++,!0):!1},[r,JSON.stringify(y)]);C?(f.current.__u|=et,f.current.__u|=tt):w&&(f.current.__h=!0);let E=p.current;return p.current=null,this.__c=(t,i)=>{g.current=!0,p.current=E,e.onLoadStart&&e.onLoadStart(r),l.current=!0;let a=d.current;t.then(()=>{a===d.current&&(p.current=null,f.current&&(i.__h&&(f.current.__h=i.__h),i.__u&tt&&(f.current.__u|=tt),i.__u&et&&(f.current.__u|=et)),Qe.then(n))})},Ne(()=>{let t=this.__v&&this.__v.__e;g.current?!h.current&&!m.current&&(m.current=t):(!h.current&&m.current&&(m.current!==t&&m.current.remove(),m.current=null),h.current=!0,u.current!==o&&(a&&scrollTo(0,0),e.onRouteChange&&e.onRouteChange(r),u.current=o),e.onLoadEnd&&l.current&&e.onLoadEnd(r),l.current=!1)},[o,a,t]),T?[b(nt,{r:f,key:d.current}),b(nt,{r:p,key:d.current-1})]:b(nt,{r:f,key:d.current})}var et=32,tt=128,nt=({r:e})=>e.current;$e.Provider=Ze,Ze.ctx=_e({});var rt=_e({}),it=e=>b(e.component,e),F=()=>Ie(Ze.ctx),at=100,ot=()=>history.state??{};function st(e,t=location.href){t===location.href&&history.replaceState({...ot(),...e},``)}var ct,lt=null,ut=e=>{clearTimeout(ct),!lt&&ot().y!==scrollY&&st({y:scrollY},e)};function dt(){history.scrollRestoration=`manual`;let{list:e}=ot();e&&st({list:{...e,since:null,until:null}}),addEventListener(`scroll`,()=>{clearTimeout(ct),ct=setTimeout(ut,at,location.href)}),addEventListener(`pagehide`,()=>ut()),addEventListener(`click`,({target:e})=>{ut();let t=e instanceof Element?e.closest(`main a[href]`):null;t&&st({link:t.getAttribute(`href`)})},!0),addEventListener(`popstate`,pt),pt()}var ft=[`wheel`,`touchstart`,`pointerdown`,`keydown`,`click`];function pt(){lt?.();let{y:e=0,link:t}=ot(),n,r=new MutationObserver(()=>{scrollTo(0,e),clearTimeout(n),document.querySelector(`.skeleton`)||(n=setTimeout(()=>{i(),mt(t)},at))}),i=()=>{clearTimeout(n),r.disconnect();for(let e of ft)removeEventListener(e,i,!0);lt=null};lt=i;for(let e of ft)addEventListener(e,i,!0);r.observe(document.body,{childList:!0,subtree:!0})}function mt(e){let t=document.activeElement;e&&(t===document.body||t?.matches(`main h1`))&&[...document.querySelectorAll(`main a[href]`)].find(t=>t.getAttribute(`href`)===e)?.focus({preventScroll:!0})}var ht=({path:e})=>e.filter((e,t)=>t>0||e!==`input`).join(`.`),I=class extends Error{name=`Failure`;code;errorId;issues;constructor(e,t,{errorId:n=null,issues:r=[]}={}){super(t),this.code=e,this.errorId=n,this.issues=r}get isOfCredential(){return gt.has(this.code)}},gt=new Set([`MISSING_API_KEY`,`MALFORMED_API_KEY`,`EXPIRED_API_KEY`,`INVALID_AUTHORIZATION`]);function _t({message:e,extensions:t={}}){return new I(t.code??`UNEXPECTED_ANSWER`,e,{errorId:t.errorId??null,issues:t.issues??[]})}async function vt(e,t,n,r){let i=await fetch(`/graphql`,{method:`POST`,headers:{accept:`application/graphql-response+json`,authorization:`Bearer ${e}`,"content-type":`application/json`},credentials:`omit`,body:JSON.stringify({query:t.toString(),variables:n}),...r&&{signal:r}}).catch(e=>{throw r?.aborted?e:new I(`UNREACHABLE`,`The server does not answer. Check that it runs, and your connection to it.`)}),a=await i.json().catch(()=>null),[o]=a?.errors??[];if(o)throw _t(o);if(!a?.data)throw new I(`UNEXPECTED_ANSWER`,`The server answered ${i.status}, which is not GraphQL.`);return a.data}var yt=Symbol.for(`preact-signals`);function bt(){if(Tt>1)Tt--;else{var e,t=!1;for((function(){var e=kt;for(kt=void 0;e!==void 0;){var t=e.S;if(t.v===e.v)for(var n=t.t;n!==void 0;n=n.x)n.i===e.i&&(n.i=t.i);e=e.o}})();wt!==void 0;){var n=wt;for(wt=void 0,Et++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Nt(n))try{n.c()}catch(n){t||=(e=n,!0)}n=r}}if(Et=0,Tt--,t)throw e}}function xt(e){if(Tt>0)return e();Ot=++Dt,Tt++;try{return e()}finally{bt()}}var St,L=void 0;function Ct(e){var t=L,n=St;L=void 0,St=void 0;try{return e()}finally{L=t,St=n}}var wt=void 0,Tt=0,Et=0,Dt=0,Ot=0,kt=void 0,At=0;function jt(e){if(L!==void 0){var t=e.n;if(t===void 0||t.t!==L)return t={i:0,S:e,p:L.s,n:void 0,t:L,e:void 0,x:void 0,r:t},L.s!==void 0&&(L.s.n=t),L.s=t,e.n=t,32&L.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=L.s,t.n=void 0,L.s.n=t,L.s=t),t}}function R(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}R.prototype.brand=yt,R.prototype.h=function(){return!0},R.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n===void 0?Ct(function(){var e;(e=t.W)==null||e.call(t)}):n.e=e)},R.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&Ct(function(){var e;(e=t.Z)==null||e.call(t)}))}},R.prototype.subscribe=function(e){var t=this;return Ht(function(){var n=t.value;Ct(function(){return e(n)})},{name:`sub`})},R.prototype.valueOf=function(){return this.value},R.prototype.toString=function(){return this.value+``},R.prototype.toJSON=function(){return this.value},R.prototype.peek=function(){var e=this;return Ct(function(){return e.value})},Object.defineProperty(R.prototype,"value",{get:function(){var e=jt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(Et>100)throw Error(`Cycle detected`);(function(e){Tt!==0&&Et===0&&e.l!==Ot&&(e.l=Ot,kt={S:e,v:e.v,i:e.i,o:kt})})(this),this.v=e,this.i++,At++,Tt++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{bt()}}}});function Mt(e,t){return new R(e,t)}function Nt(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function Pt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Ft(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function It(e,t){R.call(this,void 0,t),this.x=e,this.s=void 0,this.g=At-1,this.f=4}It.prototype=new R,It.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===At))return!0;if(this.g=At,this.f|=1,this.i>0&&!Nt(this))return this.f&=-2,!0;var e=L;try{Pt(this),L=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(e){this.v=e,this.f|=16,this.i++}return L=e,Ft(this),this.f&=-2,!0},It.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}R.prototype.S.call(this,e)},It.prototype.U=function(e){if(this.t!==void 0&&(R.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}},It.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}},Object.defineProperty(It.prototype,"value",{get:function(){if(1&this.f)throw Error(`Cycle detected`);var e=jt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Lt(e,t){return new It(e,t)}function Rt(e){var t=e.j;if(e.j=void 0,typeof t==`function`){Tt++;var n=L;L=void 0;try{t()}catch(t){throw e.f&=-2,e.f|=8,zt(e),t}finally{L=n,bt()}}}function zt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Rt(e)}function Bt(e){if(L!==this)throw Error(`Out-of-order effect`);Ft(this),L=e,this.f&=-2;try{8&this.f&&zt(this)}finally{bt()}}function Vt(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,St&&St.push(this)}Vt.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==`function`&&(this.j=t)}finally{e()}},Vt.prototype.S=function(){if(1&this.f)throw Error(`Cycle detected`);this.f|=1,this.f&=-9,Rt(this),Pt(this),Tt++;var e=L;return L=this,Bt.bind(this,e)},Vt.prototype.N=function(){2&this.f||(this.f|=2,this.u=wt,wt=this)},Vt.prototype.d=function(){this.f|=8,1&this.f||zt(this)},Vt.prototype.dispose=function(){this.d()};function Ht(e,t){var n=new Vt(e,t);try{n.c()}catch(e){throw n.d(),e}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Ut,Wt,Gt=typeof window<`u`&&!!window.__PREACT_SIGNALS_DEVTOOLS__,Kt=[];Ht(function(){Ut=this.N})();function qt(t,n){e[t]=n.bind(null,e[t]||function(){})}function Jt(e){if(Wt){var t=Wt;Wt=void 0,t()}Wt=e&&e.S()}function Yt(e){var t=this,r=e.data,i=Zt(r);i.name=`ReactiveDom`,i.value=r;var a=Pe(function(){for(var e=t,r=t.__v;r=r.__;)if(r.__c){r.__c.__$f|=4;break}var a=Lt(function(){var e=i.value.value;return e===0?0:!0===e?``:e||``}),o=Lt(function(){return!Array.isArray(a.value)&&!n(a.value)}),s=Ht(function(){if(this.N=en,o.value){var t=a.value;e.__v&&e.__v.__e&&e.__v.__e.nodeType===3&&(e.__v.__e.data=t)}}),c=t.__$u.d;return t.__$u.d=function(){s(),c.call(this)},[o,a]},[]),o=a[0],s=a[1];return o.value?s.peek():s.value}Yt.displayName=`ReactiveTextNode`,Object.defineProperties(R.prototype,{constructor:{configurable:!0,value:b(C,null).constructor},type:{configurable:!0,value:Yt},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}}),qt(`__b`,function(e,t){if(Jt(),typeof t.type==`string`){var n,r=t.props;for(var i in r)if(i!==`children`){var a=r[i];a instanceof R&&(n||(t.__np=n={}),n[i]=a,r[i]=a.peek())}}e(t)}),qt(`__r`,function(e,t){if(e(t),t.type!==C){Jt();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=function(e,t){var n;return Ht(function(){n=this},{name:t}),n.c=e,n}(function(e){return function(){var t;Gt&&((t=this.y)==null||t.call(this)),e.__$f|=1,e.setState({})}}(r),typeof t.type==`function`?t.type.displayName||t.type.name:``))),Jt(n)}}),qt(`__e`,function(e,t,n,r){Jt(),e(t,n,r)}),qt(`diffed`,function(e,t){Jt();var n;if(typeof t.type==`string`&&(n=t.__e)){var r=t.__np,i=t.props,a=n.U;if(a)for(var o in a){var s=a[o];s===void 0||r&&o in r||(s.d(),a[o]=void 0)}if(r)for(var c in a||(a={},n.U=a),r){var l=a[c],u=r[c];l===void 0?(l=Xt(n,c,u,i),a[c]=l):l.o(u,i)}}e(t)});function Xt(e,t,n,r){var i=t in e&&e.ownerSVGElement===void 0,a=Mt(n);return{o:function(e,t){a.value=e,r=t},d:Ht(function(){this.N=en;var n=a.value.value;r[t]!==n&&(r[t]=n,i?e[t]=n:n!=null&&(!1!==n||t[4]===`-`)?e.setAttribute(t,n):e.removeAttribute(t))})}}qt(`unmount`,function(e,t){if(typeof t.type==`string`){var n=t.__e;if(n){var r=n.U;if(r)for(var i in n.U=void 0,r){var a=r[i];a&&a.d()}}var o=t.__np;if(o){var s=t.props;for(var c in o)s[c]=o[c]}t.__np=void 0}else{var l=t.__c;if(l){l.__$f|=8;var u=l.__$u;u&&(l.__$u=void 0,u.d())}}e(t)}),qt(`__h`,function(e,t,n,r){r<3&&(t.__$f|=2),e(t,n,r)}),w.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u==`boolean`&&!0===this.u){var a=2&this.__$f;if(!(r||a||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var o in e)if(o!==`__source`&&e[o]!==this.props[o])return!0;for(var s in this.props)if(!(s in e))return!0;return!1};function Zt(e,t){return Pe(function(){return Mt(e,t)},[])}var Qt=function(e){queueMicrotask(function(){queueMicrotask(e)})};function $t(){xt(function(){for(var e;e=Kt.shift();)Ut.call(e)})}function en(){Kt.push(this)===1&&(e.requestAnimationFrame||Qt)($t)}var z=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new z(`
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
    id
    name
    url
  }
  event {
    id
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}
    `,{fragmentName:`DeliveryRow`}),new z(`
    fragment Problem on Error {
  code
  message
  errorId
}
    `,{fragmentName:`Problem`}),new z(`
    fragment Issues on ValidationError {
  issues {
    path
    message
    suggestion
  }
}
    `,{fragmentName:`Issues`}),new z(`
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
    id
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
    `,{fragmentName:`EndpointRow`}),new z(`
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
  signingVersion
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
    id
    name
  }
}
    `,{fragmentName:`EndpointSettings`}),new z(`
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
  payloadSchema
  example
}
    `,{fragmentName:`EventTypeRow`}),new z(`
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
    `,{fragmentName:`ItemOfFeed`});var tn=new z(`
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
    id
    name
    url
  }
  event {
    id
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}`),nn=new z(`
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
    `),rn=new z(`
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
    `),an=new z(`
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
    endpointId
    endpoint {
      id
      name
      url
      status
      timeoutSeconds
      maxRetries
    }
    organization {
      id
      name
    }
    event {
      id
      type
      occurredAt
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
        finishedAt
      }
    }
  }
}
    `),on=new z(`
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
    `),sn=new z(`
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
}`),cn=new z(`
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
}`),ln=new z(`
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
    id
    name
  }
  stats @include(if: $withStats) {
    series {
      start
      succeeded
      failed
    }
  }
}`),un=new z(`
    query EndpointNames($filter: EndpointFilter) {
  endpoints(first: 100, filter: $filter) {
    nodes {
      id
      name
      url
    }
  }
}
    `),dn=new z(`
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
    `),fn=new z(`
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
  signingVersion
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
    id
    name
  }
}`),pn=new z(`
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
        attempts
      }
    }
  }
}
    `),mn=new z(`
    mutation EndpointCreate($input: EndpointCreateInput!) {
  result: endpointCreate(input: $input) {
    __typename
    ... on EndpointCreateSuccess {
      secret
      endpoint {
        id
        signingVersion
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
}`),hn=new z(`
    mutation EndpointUpdate($id: ID!, $input: EndpointUpdateInput!) {
  result: endpointUpdate(id: $id, input: $input) {
    __typename
    ... on EndpointUpdateSuccess {
      endpoint {
        ...EndpointSettings
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
  signingVersion
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
    id
    name
  }
}`),gn=new z(`
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
}`),_n=new z(`
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
}`),vn=new z(`
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
}`),yn=new z(`
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
}`),bn=new z(`
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
}`),xn=new z(`
    mutation EndpointSecretRotate($id: ID!, $input: EndpointSecretRotateInput!) {
  result: endpointSecretRotate(id: $id, input: $input) {
    __typename
    ... on EndpointSecretRotateSuccess {
      secret
      previousSecretExpiresAt
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
}`),Sn=new z(`
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
}`),Cn=new z(`
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
    id
    name
    url
  }
  event {
    id
    type
  }
  lastAttempt {
    outcome
    responseStatus
    durationMs
  }
}`),wn=new z(`
    query EventsByKey($filter: EventFilter!) {
  events(first: 2, filter: $filter) {
    nodes {
      id
      type
      createdAt
    }
  }
}
    `),Tn=new z(`
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
  payloadSchema
  example
}`),En=new z(`
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
    `),Dn=new z(`
    query EventType($name: String!) {
  eventType(name: $name) {
    ...EventTypeRow
    updatedAt
  }
}
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
  payloadSchema
  example
}`),On=new z(`
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
}`),kn=new z(`
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
}`),An=new z(`
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
}`),jn=new z(`
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
}`),Mn=new z(`
    query FeedEnd {
  deliveryFeedCursor
}
    `),Nn=new z(`
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
}`),Pn=new z(`
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
}`),Fn=new z(`
    query Viewer {
  viewer {
    subject
    scopes
    organization {
      id
      name
    }
  }
}
    `),In=new z(`
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
    `),Ln=`hookline.key`,Rn=`hookline.organization`,zn=Mt(sessionStorage.getItem(Ln)),Bn=Mt(null),Vn=Mt(null),Hn=Lt(()=>zn.value!==null),Un=Mt(sessionStorage.getItem(Rn));Ht(()=>{Un.value===null?sessionStorage.removeItem(Rn):sessionStorage.setItem(Rn,Un.value)});var Wn=()=>Un.value===null?{}:{organizationId:Un.value};function B(e){let t=Bn.value?.scopes??[];return t.includes(`ADMIN`)||t.includes(e)}async function Gn(e){let t=await vt(e,Fn,{});sessionStorage.setItem(Ln,e),Vn.value=null,Bn.value=t.viewer,zn.value=e}async function Kn(){Bn.value=(await V(Fn,{})).viewer}function qn(e=null){sessionStorage.removeItem(Ln),Un.value=null,Vn.value=e,zn.value=null,Bn.value=null}async function V(e,t,n){let r=zn.value;if(r===null)throw new I(`MISSING_API_KEY`,`You are signed out.`);try{return await vt(r,e,t,n)}catch(e){throw e instanceof I&&e.isOfCredential&&zn.value===r&&qn(e),e}}var Jn=()=>({authorization:`Bearer ${zn.value??``}`}),Yn=document.querySelector(`meta[name="development-key"]`)?.content||null,Xn=1e4;function Zn(e){let t=P(e);t.current=e;let n=P(null),r=P(null),i=P(!1);return N(()=>()=>{i.current=!0},[]),Fe(()=>{let e=async()=>{if(r.current=null,i.current)return;let e={done:t.current(),since:Date.now()};n.current=e,await e.done,n.current===e&&(n.current=null)};return!n.current||Date.now()-n.current.since>Xn?e():(r.current??=n.current.done.then(e),r.current)},[])}function Qn(e,t){let n=JSON.stringify(t),[r,i]=M({of:``,data:null,failure:null}),[a,o]=M(t!==null),s=P(null),c=Fe(async()=>{if(n===`null`)return;s.current?.abort();let t=new AbortController;s.current=t,o(!0);try{let r=await V(e,JSON.parse(n),t.signal);t.signal.aborted||i({of:n,data:r,failure:null})}catch(e){if(t.signal.aborted)return;let r=ar(e);i(e=>({of:n,data:e.of===n?e.data:null,failure:r}))}t.signal.aborted||o(!1)},[e,n]);N(()=>(c(),()=>s.current?.abort()),[c]);let l=Zn(c);N(()=>{let e=()=>void l();return addEventListener(`focus`,e),()=>removeEventListener(`focus`,e)},[l]);let u=r.of===n;return{data:u?r.data:null,failure:u?r.failure:null,loading:a||!u&&n!==`null`,reload:l}}var $n=25,er=100;function tr(e,t,n,{changes:r=0,pageSize:i=$n,madeAt:a,within:o}={}){let s=JSON.stringify(t&&{...t,within:o}),[c,l]=M({of:``,page:null,failure:null}),[u,d]=M(t!==null),f=P(null),p=P(i),m=P(null),h=P(null),g=P(``);async function _(t){if(s===`null`)return;f.current?.abort();let r=new AbortController;f.current=r,d(!0),t===null&&(m.current??=o===void 0?null:rr(o));try{let i=t;do{let t=Math.min(p.current-(i?.nodes.length??0),er),a=i?.pageInfo.endCursor??null,o=n(await V(e,{...nr(s,m.current,h.current),first:t,...a&&{after:a}},r.signal));if(r.signal.aborted)return;i=o&&{...o,nodes:[...i?.nodes??[],...o.nodes]}}while(i?.pageInfo.hasNextPage&&i.nodes.length<p.current);l({of:s,page:i,failure:null});let o=a&&i?ir(i.nodes.map(a)):null;st({list:{of:s,rows:p.current,since:m.current,until:o}},g.current)}catch(e){if(r.signal.aborted)return;let t=ar(e);l(e=>({of:s,page:e.of===s?e.page:null,failure:t}))}d(!1)}N(()=>{g.current=location.href;let{list:e}=ot(),t=e?.of===s;return p.current=t?e.rows:i,m.current=t?e.since:null,h.current=t?e.until:null,_(null),()=>f.current?.abort()},[e,s]);let v=c.of===s?c.page:null,y=Zn(()=>(m.current=null,h.current=null,_(null)));return N(()=>{r>0&&y()},[r]),{rows:v?.nodes??null,totalCount:v?.totalCount??null,failure:c.of===s?c.failure:null,loading:u||c.of!==s&&s!==`null`,hasMore:v?.pageInfo.hasNextPage??!1,more(){return p.current=(v?.nodes.length??0)+i,_(v)},reload:y}}function nr(e,t,n){let{within:r,...i}=JSON.parse(e);return t===null&&n===null?i:{...i,filter:{...i.filter,...t&&{since:t},...n&&{until:n}}}}var rr=e=>new Date(Date.now()-e).toISOString();function ir(e){return e.length===0?null:new Date(Math.max(...e.map(Date.parse))+1).toISOString()}function ar(e){return e instanceof I?e:new I(`UNEXPECTED_ANSWER`,e instanceof Error?e.message:String(e))}var or=Symbol.for(`pv`),sr=0;Array.isArray;function H(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:or,__v:--sr,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function U({type:e=`text`,lines:t=1,placeholder:n,required:r=!1,mono:i=!1,...a}){let o=Le(),{label:s,value:c,onInput:l,hint:u}=a,d=lr(a),f={id:o,value:c,placeholder:n,required:r,spellcheck:!1,autocomplete:`off`,class:i?`mono`:``,...ur(o,u,d)};return H(`div`,{class:`field`,children:[H(`label`,{for:o,children:s}),t>1?H(`textarea`,{...f,rows:t,onInput:e=>l(e.currentTarget.value)}):H(`input`,{...f,type:e,onInput:e=>l(e.currentTarget.value)}),H(dr,{id:`${o}-hint`,hint:u,issue:d})]})}function cr({options:e,...t}){let n=Le(),r=lr(t);return H(`div`,{class:`field`,children:[H(`label`,{for:n,children:t.label}),H(`select`,{id:n,value:t.value,...ur(n,t.hint,r),onChange:e=>t.onInput(e.currentTarget.value),children:e.map(({value:e,label:t})=>H(`option`,{value:e,children:t},e))}),H(dr,{id:`${n}-hint`,hint:t.hint,issue:r})]})}var lr=({issues:e=[],name:t})=>e.find(e=>t!==void 0&&`${ht(e)}.`.startsWith(`${t}.`)),ur=(e,t,n)=>({"aria-invalid":n?!0:void 0,"aria-describedby":t||n?`${e}-hint`:void 0});function dr({id:e,hint:t,issue:n}){return!t&&!n?null:H(`div`,{id:e,class:n?`hint bad`:`hint`,children:n?n.message:t})}function fr({label:e,any:t,value:n,options:r,onChoose:i}){let a=n!==void 0&&n!==``&&!r.some(e=>e.value===n);return H(`select`,{"aria-label":e,value:n??``,onChange:e=>i(e.currentTarget.value),children:[H(`option`,{value:``,children:t}),a&&H(`option`,{value:n,children:n}),r.map(e=>H(`option`,{value:e.value,children:e.label},e.value))]})}var pr=5e3;function mr({failure:e,reload:t}){N(()=>{if(!e)return;let n=setTimeout(()=>void t(),pr);return()=>clearTimeout(n)},[e])}function hr(){let[e,t]=M([]);return N(()=>{let e=new AbortController,n,r=async()=>{try{t(await gr(e.signal))}catch{e.signal.aborted||(n=setTimeout(()=>void r(),pr))}};return r(),()=>{e.abort(),clearTimeout(n)}},[]),e.map(e=>({value:e,label:e}))}async function gr(e){let t=[],n=null;do{let{eventTypes:r}=await V(En,{after:n},e);t.push(...r.nodes.map(({name:e})=>e)),n=r.pageInfo.hasNextPage?r.pageInfo.endCursor:null}while(n!==null);return t}function _r(e=``){let t=Un.value,n=Qn(In,{search:e||null,chosen:t??``,isChosen:t!==null});mr(n);let{data:r}=n,i=r?.organizations.nodes??[],a=t!==null&&!i.some(({id:e})=>e===t),o={id:t??``,name:r?r.chosen?.name??t??``:`…`};return{options:(a?[o,...i]:i).map(({id:e,name:t})=>({value:e,label:t})),hasMore:r?.organizations.pageInfo.hasNextPage??!1}}function vr(e){let{options:t}=_r(),n=Bn.value?.organization;return H(cr,{label:`Organization`,...e,options:[{value:``,label:n?`${n.name} (the key’s own)`:`Choose one`},...t]})}var yr={check:`M3.5 8.5l3 3 6-7`,cross:`M4 4l8 8M12 4l-8 8`,clock:`M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,retry:`M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9`,minus:`M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,pause:`M5.5 3.5v9M10.5 3.5v9`,play:`M5 3.5l7 4.5-7 4.5z`,ban:`M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,hourglass:`M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5`,unplugged:`M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z`,shield:`M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z`,search:`M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z`,copy:`M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z`,sun:`M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z`,moon:`M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z`,system:`M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5`,exit:`M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3`,warning:`M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1`,plus:`M8 3v10M3 8h10`,flask:`M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5`};function W({name:e,size:t=14}){return H(`svg`,{class:`icon`,width:t,height:t,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:H(`path`,{d:yr[e]})})}function br({size:e}){return H(`svg`,{class:`icon mark`,width:e,height:e,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:[H(`path`,{d:`M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2`}),H(`circle`,{cx:`5`,cy:`3`,r:`1.5`})]})}var xr=250;function Sr(e,t){let[n,r]=M(e),i=P(e),a=P(t);return a.current=t,N(()=>{if(n===i.current)return;let e=setTimeout(()=>{i.current=n,a.current(n)},xr);return()=>clearTimeout(e)},[n]),N(()=>{e!==i.current&&(i.current=e,r(e))},[e]),[n,r]}var G={endpoints:`/`,endpoint:e=>`/console/endpoints/${e}`,live:`/console/live`,deliveries:`/console/deliveries`,delivery:e=>`/console/deliveries/${e}`,eventTypes:`/console/event-types`,eventType:e=>`/console/event-types/${encodeURIComponent(e)}`,event:e=>`/console/events/${e}`};function Cr(e,t){let n=Object.entries(t).filter(e=>!!e[1]);return n.length===0?e:`${e}?${new URLSearchParams(n)}`}var wr=/^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;function Tr(){let{route:e,url:t}=F(),[n,r]=M(``),[i,a]=M(null),[o,s]=M(!1),c=P(null),l=P(null);Dr(`/`,()=>c.current?.focus());let u=()=>{l.current?.abort(),s(!1)};Ne(()=>u,[t]);async function d(){let t=n.trim();if(t===``)return;a(null),u();let i=new AbortController;l.current=i;let{signal:o}=i;s(!0);try{let n=await Er(t,o);if(o.aborted)return;if(n===null){a(`Nothing that you may see has this id or idempotency key.`);return}r(``),c.current?.blur(),e(n)}catch(e){o.aborted||a(ar(e).message)}finally{o.aborted||s(!1)}}return H(`search`,{children:[H(`form`,{class:`search`,onSubmit:e=>{e.preventDefault(),d()},children:[H(W,{name:`search`}),H(`input`,{ref:c,type:`search`,"aria-label":`Find by id or idempotency key`,placeholder:`evt_… · dlv_… · idempotency key`,spellcheck:!1,autocomplete:`off`,value:n,"aria-invalid":i?!0:void 0,"aria-describedby":`search-said`,onInput:e=>{u(),r(e.currentTarget.value),a(null)}}),H(`kbd`,{children:`/`})]}),H(`div`,{id:`search-said`,class:i?`search-said bad`:`search-said`,role:`status`,children:o?`Searching…`:i})]})}async function Er(e,t){let n=e.toLowerCase();switch(wr.exec(n)?.[1]){case`ep`:return G.endpoint(n);case`evt`:return G.event(n);case`dlv`:return G.delivery(n);case`att`:{let{node:e}=await V(on,{id:n},t);return e?.__typename===`DeliveryAttempt`?G.delivery(e.delivery.id):null}default:{let{events:n}=await V(wn,{filter:{idempotencyKey:e,...Wn()}},t);return n.nodes[0]?G.event(n.nodes[0].id):null}}}function Dr(e,t){let n=P(t);n.current=t,N(()=>{let t=t=>{let r=t.target instanceof Element&&t.target.closest(`input, textarea, select, dialog`);t.key!==e||r||t.ctrlKey||t.metaKey||t.altKey||(t.preventDefault(),n.current())};return addEventListener(`keydown`,t),()=>removeEventListener(`keydown`,t)},[e])}var Or=`hookline.theme`,kr=localStorage.getItem(Or),Ar=Mt(kr===`light`||kr===`dark`?kr:`system`);Ht(()=>{Ar.value===`system`?(localStorage.removeItem(Or),delete document.documentElement.dataset.theme):(localStorage.setItem(Or,Ar.value),document.documentElement.dataset.theme=Ar.value)});var jr={system:`light`,light:`dark`,dark:`system`};function Mr(){Ar.value=jr[Ar.value]}var Nr=[{href:G.endpoints,text:`Endpoints`,under:/^\/($|console$|console\/endpoints)/},{href:G.live,text:`Live`,under:/^\/console\/live/},{href:G.deliveries,text:`Deliveries`,under:/^\/console\/(deliveries|events)/},{href:G.eventTypes,text:`Event types`,under:/^\/console\/event-types/}];function Pr(){let{path:e}=F();return H(`header`,{children:[H(`a`,{class:`brand`,href:G.endpoints,"aria-label":`Hookline: endpoints`,children:[H(br,{size:20}),H(`span`,{children:`Hookline`})]}),H(`nav`,{"aria-label":`Pages`,children:Nr.map(({href:t,text:n,under:r})=>H(`a`,{href:t,"aria-current":r.test(e)?`page`:void 0,children:n},t))}),H(Tr,{}),H(`div`,{class:`who`,children:[B(`ADMIN`)&&H(Lr,{}),H(Ir,{}),H(`button`,{type:`button`,class:`bare`,onClick:()=>qn(),"aria-label":`Sign out`,title:`Sign out (${Bn.value?.organization?.name??Bn.value?.subject})`,children:H(W,{name:`exit`,size:16})})]})]})}var Fr={system:[`system`,`Theme: as the system has it`],light:[`sun`,`Theme: light`],dark:[`moon`,`Theme: dark`]};function Ir(){let[e,t]=Fr[Ar.value];return H(`button`,{type:`button`,class:`bare`,onClick:Mr,"aria-label":t,title:t,children:H(W,{name:e,size:16})})}function Lr(){let[e,t]=M(``),[n,r]=Sr(``,e=>t(e.trim())),{options:i,hasMore:a}=_r(e);return H(C,{children:[(e!==``||n!==``||a)&&H(`input`,{type:`search`,"aria-label":`Find an organization`,placeholder:`Find organization`,value:n,onInput:e=>r(e.currentTarget.value)}),H(`select`,{"aria-label":`Organization`,value:Un.value??``,onChange:e=>{Un.value=e.currentTarget.value||null},children:[H(`option`,{value:``,children:`All organizations`}),i.map(({value:e,label:t})=>H(`option`,{value:e,children:t},e))]})]})}var Rr=`mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`,zr=`mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`,Br=`mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`,Vr={PENDING:[`Pending`,`idle`,`clock`],RETRYING:[`Retrying`,`warn`,`retry`],SUCCEEDED:[`Succeeded`,`good`,`check`],FAILED:[`Failed`,`bad`,`cross`],CANCELED:[`Canceled`,`idle`,`minus`]},Hr={ACTIVE:[`Active`,`good`,`check`],PAUSED:[`Paused`,`warn`,`pause`],DISABLED:[`Disabled`,`bad`,`ban`]},Ur={SUCCEEDED:[`Succeeded`,`good`,`check`],REJECTED:[`Rejected`,`bad`,`cross`],TIMED_OUT:[`Timed out`,`bad`,`hourglass`],CONNECTION_FAILED:[`No connection`,`bad`,`unplugged`],BLOCKED:[`Blocked`,`bad`,`shield`]},Wr={RETRIES_EXHAUSTED:`its last retry failed`,ENDPOINT_GONE:`the endpoint answered 410 Gone`,ENDPOINT_DISABLED:`its endpoint was disabled`,ENDPOINT_DELETED:`its endpoint was deleted`,CANCELED_BY_USER:`somebody canceled it`,BACKLOG_EXPIRED:`it waited longer than it may`},Gr={MANUAL:`by hand`,GONE:`it answered 410 Gone`,PERSISTENT_FAILURE:`it failed for 5 days`};function Kr({tone:e,icon:t,children:n}){return H(`span`,{class:`badge ${e}`,children:[H(W,{name:t,size:12}),n]})}function qr({look:e,name:t}){let[n,r,i]=e??[t,`idle`,`minus`];return H(Kr,{tone:r,icon:i,children:n})}var Jr=({status:e})=>H(qr,{look:Vr[e],name:e}),Yr=({status:e})=>H(qr,{look:Hr[e],name:e}),Xr=({outcome:e})=>H(qr,{look:Ur[e],name:e}),Zr=e=>Object.entries(e).map(([e,[t]])=>({value:e,label:t})),Qr=Zr(Vr),$r=Zr(Hr),ei=Zr(Ur);function ti(e){return e==null?`–`:e<1e3?`${e} ms`:e<6e4?`${(e/1e3).toFixed(e<1e4?2:1)} s`:`${(e/6e4).toFixed(1)} min`}var ni=new Intl.NumberFormat(`en`),K=e=>ni.format(e);function ri(e){return e==null?`–`:e===1?`100 %`:`${Math.min(99.9,Math.round(e*1e3)/10).toFixed(1)} %`}function ii({label:e,children:t}){return H(`pre`,{class:`code`,role:`group`,"aria-label":e,tabIndex:0,children:t})}var ai=6e3,oi=Mt(null);function si(e,t=`good`){let n=(oi.value?.number??0)+1;oi.value={text:e,tone:t,number:n},setTimeout(()=>{oi.value?.number===n&&(oi.value=null)},ai)}function ci(){return H(`div`,{class:`said`,role:`status`,"aria-live":`polite`,children:oi.value&&H(`p`,{class:oi.value.tone,children:oi.value.text})})}var li=2e3;async function ui(e){try{await navigator.clipboard.writeText(e)}catch{return si(`The browser does not let this page copy. Select the text instead.`,`bad`),!1}return si(`Copied.`),!0}function di({text:e,label:t}){let[n,r]=M(!1);async function i(){await ui(e)&&(r(!0),setTimeout(()=>r(!1),li))}return H(`button`,{type:`button`,class:`copy`,onClick:i,children:[H(W,{name:n?`check`:`copy`}),H(`span`,{children:t})]})}function fi({id:e}){return H(`span`,{class:`id`,children:[H(`code`,{children:e}),H(pi,{id:e})]})}function pi({id:e}){return H(`button`,{type:`button`,class:`bare`,"aria-label":`Copy ${e}`,title:`Copy`,onClick:()=>void ui(e),children:H(W,{name:`copy`})})}var mi=Mt([]),hi=(e,t)=>e.element.compareDocumentPosition(t.element)&Node.DOCUMENT_POSITION_FOLLOWING?-1:1;function gi(e,{code:t,message:n},r){let i=P(r);i.current=r;let a=r!==void 0;Ne(()=>{if(!a||!e.current)return;let r={element:e.current,code:t,message:n,retry:()=>i.current?.()};return mi.value=[...mi.value,r].sort(hi),()=>{mi.value=mi.value.filter(e=>e!==r)}},[t,n,a]);let o=mi.value.filter(e=>e.code===t&&e.message===n),s=o[0]?.element;return{isRepeated:a&&s!==void 0&&s!==e.current,retry:()=>{for(let{retry:e}of o)e()}}}var _i={CHANGED_MEANWHILE:`Save again to replace that by what stands here, or change it first.`,FORBIDDEN:`Sign in with a key that has the scope.`,RATE_LIMITED:`Wait a little, then try again.`,REQUEST_TIMEOUT:`Ask for less at once: a narrower filter, or a shorter time.`,INTERNAL_SERVER_ERROR:`Look for the error id in the server’s log.`};function q({failure:e,onRetry:t}){let n=P(null),{isRepeated:r,retry:i}=gi(n,e,t);return r?H(`div`,{ref:n,class:`quiet`,children:`This could not be read either, as is said above.`}):H(`div`,{ref:n,class:`fault`,role:`alert`,children:[H(W,{name:`warning`,size:16}),H(`div`,{children:[H(`strong`,{children:vi(e)}),e.issues.length>0&&H(`ul`,{children:e.issues.map(e=>H(`li`,{children:[H(yi,{issue:e}),` `,e.message,e.suggestion&&!e.message.includes(e.suggestion)&&H(C,{children:[` `,`Did you mean `,H(`code`,{children:e.suggestion}),`?`]})]},e.path.join(`.`)+e.message))}),_i[e.code]&&H(`p`,{children:_i[e.code]}),e.errorId&&H(`p`,{class:`quiet`,children:[e.code,` · error id `,H(`code`,{children:e.errorId})]})]}),t&&H(`button`,{type:`button`,onClick:i,children:`Try again`})]})}function vi({code:e,message:t,issues:n}){return n.length===0||e===`CHANGED_MEANWHILE`?t:`This was not accepted:`}function yi({issue:e}){return e.label?H(C,{children:[e.label,`:`]}):e.path.length>0?H(`code`,{children:ht(e)}):null}function J({title:e,children:t,example:n}){return H(`div`,{class:`empty`,children:[H(`h2`,{children:e}),t&&H(`div`,{children:t}),n&&H(bi,{text:n,name:`example`})]})}function bi({text:e,name:t}){return H(`div`,{class:`snippet`,children:[H(ii,{label:`The ${t}`,children:e}),H(di,{text:e,label:`Copy the ${t}`})]})}function xi({rows:e=5}){return H(`div`,{class:`skeleton`,role:`status`,"aria-label":`Loading`,children:Array.from({length:e},(e,t)=>H(`span`,{},t))})}function Si({scope:e,what:t}){return H(J,{title:`This key may not see ${t}`,children:H(`p`,{children:[`It lacks the scope `,H(`code`,{children:e}),`. Whoever has `,H(`code`,{children:`API_KEYS_WRITE`}),` can make one that has it.`]})})}function Ci({label:e,columns:t,rows:n,keyOf:r,rowClass:i=()=>``,isCompact:a=!1}){return H(`table`,{class:a?`rows compact`:`rows`,"aria-label":e,children:[H(`thead`,{children:H(`tr`,{children:t.map(({head:e,kind:t=``})=>H(`th`,{scope:`col`,class:t,children:e},e))})}),H(`tbody`,{children:n.map(e=>H(`tr`,{class:i(e),children:t.map(({head:t,cell:n,kind:r=``})=>H(`td`,{class:r,"data-head":t,children:n(e)},t))},r(e)))})]})}function wi({label:e,pages:t,columns:n,empty:r}){let{rows:i,failure:a,loading:o}=t,s=()=>void t.reload();return i?H(C,{children:[a&&H(q,{failure:a,onRetry:s}),i.length===0?r:H(Ci,{label:e,columns:n,rows:i,keyOf:e=>e.id}),t.hasMore&&H(Ti,{count:i.length,loading:o,onMore:()=>void t.more()})]}):a?H(q,{failure:a,onRetry:s}):H(xi,{})}function Ti({count:e,loading:t,onMore:n}){let r=P(null),i=P(e);return Ne(()=>()=>{if(!r.current?.contains(document.activeElement))return;let e=r.current.previousElementSibling;queueMicrotask(()=>{e?.querySelectorAll(`tbody tr`)[i.current]?.querySelector(`a`)?.focus()})},[]),H(`p`,{ref:r,class:`more`,children:H(`button`,{type:`button`,"aria-disabled":t,onClick:()=>{t||(i.current=e,n())},children:t?`Loading…`:`Load more`})})}var Ei=Mt(Date.now());setInterval(()=>{Ei.value=Date.now()},5e3);var Di=new Intl.RelativeTimeFormat(`en`,{numeric:`always`,style:`narrow`}),Oi=new Intl.DateTimeFormat(`en-GB`,{dateStyle:`medium`,timeStyle:`long`}),ki=[[60,1,`second`],[3600,60,`minute`],[86400,3600,`hour`],[1/0,86400,`day`]];function Ai(e){let t=(e-Math.max(Ei.value,Date.now()))/1e3;if(Math.abs(t)<2)return`now`;let[,n,r]=ki.find(([e])=>Math.abs(t)<e)??ki[3];return Di.format(Math.trunc(t/n),r)}var ji=e=>Date.parse(e)<=Math.max(Ei.value,Date.now());function Y({at:e,none:t=`–`,isDue:n=!1}){return e?H(`time`,{dateTime:e,title:Oi.format(new Date(e)),children:n&&ji(e)?`due now`:Ai(Date.parse(e))}):H(`span`,{class:`quiet`,children:t})}var Mi=new Intl.DateTimeFormat(`en-GB`,{timeStyle:`medium`});function Ni({at:e}){let t=new Date(e);return H(`time`,{class:`mono`,dateTime:e,title:Oi.format(t),children:[Mi.format(t),H(`span`,{class:`quiet`,children:[`.`,String(t.getMilliseconds()).padStart(3,`0`)]})]})}var Pi=e=>Oi.format(new Date(e)),Fi=[{head:`Delivery`,kind:`main`,cell:e=>H(C,{children:[H(`a`,{class:`strong`,href:G.delivery(e.id),children:e.event.type}),e.isTest&&H(`span`,{class:`tag`,children:`test`}),H(`div`,{class:`quiet mono`,children:Ri(e.id)})]})},{head:`Status`,cell:e=>H(Jr,{status:e.status})},{head:`Endpoint`,cell:({endpoint:e,endpointId:t})=>e?H(`a`,{class:`clamp`,href:G.endpoint(t),children:e.name??e.url}):H(`span`,{class:`quiet`,children:`deleted`})},{head:`Attempts`,kind:`number`,cell:({attemptCount:e})=>K(e)},{head:`Last answer`,cell:({lastAttempt:e})=>e?H(`span`,{class:`nowrap`,children:[H(Li,{status:e.responseStatus,outcome:e.outcome}),` `,H(`span`,{class:`quiet`,children:ti(e.durationMs)})]}):H(`span`,{class:`quiet`,children:`–`})},{head:`Next attempt`,cell:({nextAttemptAt:e})=>H(Y,{at:e,isDue:!0})},{head:`Created`,cell:({createdAt:e})=>H(Y,{at:e})}],Ii=Fi.filter(({head:e})=>e!==`Endpoint`);function Li({status:e,outcome:t}){let n=t===`SUCCEEDED`?`good-text`:`bad-text`;return e===null?H(`span`,{class:n,children:t.toLowerCase().replaceAll(`_`,` `)}):H(`span`,{class:`mono ${n}`,children:e})}var Ri=e=>`${e.split(`_`)[0]}_…${e.slice(-8)}`;function zi({pages:e,ofOneEndpoint:t=!1,empty:n}){return H(wi,{label:`Deliveries`,pages:e,columns:t?Ii:Fi,empty:n})}function Bi({rows:e}){return H(Ci,{label:`Deliveries`,columns:Fi,rows:e,keyOf:e=>e.id})}var Vi=100;function Hi(e,t=[]){let n=Qn(un,B(`ENDPOINTS_READ`)?{filter:Wn()}:null);mr(n);let{data:r}=n,i=(r?.endpoints.nodes??[]).map(({id:e,name:t,url:n})=>({value:e,label:t??n})),a=new Map(i.map(({value:e,label:t})=>[e,t])),o=Ui(r?[...e?[e]:[],...t].filter(e=>!a.has(e)):[]),s=e&&o.get(e);return{options:s?[{value:e,label:s},...i]:i,nameOf:e=>a.get(e)??o.get(e)??Ri(e)}}function Ui(e){let[t,n]=M(new Map),r=P(!1),i=P(!1);N(()=>()=>{i.current=!0},[]);let a=[...new Set(e)].filter(e=>!t.has(e)).slice(0,Vi);return N(()=>{r.current||a.length===0||(r.current=!0,V(dn,{ids:a}).then(({nodes:e})=>{let t=e.map(e=>e?.__typename===`Endpoint`?e.name??e.url:null);i.current||n(e=>new Map([...e,...a.map(Wi(t))]))}).catch(()=>void 0).finally(()=>{r.current=!1}))},[a.join()]),t}var Wi=e=>(t,n)=>[t,e[n]??null],Gi=!0,Ki=()=>document.querySelector(`main h1`)?.focus({preventScroll:!0});function X({title:e,heading:t,actions:n,children:r}){let i=P(null);return N(()=>{document.title=`${e} · Hookline`},[e]),N(()=>{Gi?Gi=!1:(document.activeElement===document.body||document.activeElement?.closest(`header nav, main`))&&i.current?.focus({preventScroll:!0})},[]),H(`main`,{id:`main`,tabIndex:-1,children:[H(`div`,{class:`heading`,children:[H(`h1`,{ref:i,tabIndex:-1,children:t??e}),n&&H(`div`,{class:`buttons`,children:n})]}),r]})}function qi({title:e,tools:t,children:n}){return H(`section`,{children:[H(`div`,{class:`section-head`,children:[H(`h2`,{children:e}),t&&H(`div`,{class:`buttons`,children:t})]}),n]})}function Ji({facts:e}){return H(`dl`,{class:`facts`,children:e.filter(([,e])=>e!=null&&e!==!1).map(([e,t])=>H(`div`,{children:[H(`dt`,{children:e}),H(`dd`,{children:t})]},e))})}var Yi=6e4,Xi=60*Yi,Zi=[{value:`1h`,label:`Last hour`,ms:Xi},{value:`24h`,label:`Last 24 hours`,ms:24*Xi},{value:`7d`,label:`Last 7 days`,ms:168*Xi}],Qi=`range`,$i=[...Zi,{value:Qi,label:`From – to…`}];function ea({within:e,since:t,until:n}){let r=Zi.find(({value:t})=>t===e);return r?{within:r.ms,span:{}}:{within:void 0,span:{...t&&{since:t},...n&&{until:n}}}}function ta({query:e,onQuery:t}){let{within:n,span:r}=ea(e),i=P(null),a=i.current?.contains(document.activeElement)??!1,o=n===void 0&&(Object.keys(r).length>0||a),s=n=>t({...e,within:void 0,since:void 0,until:void 0,...n});return H(C,{children:[H(fr,{label:`Time`,any:`Any time`,value:o?Qi:n===void 0?``:e.within,options:$i,onChoose:e=>{s(e===Qi?{since:ia(rr(n??24*Xi))}:{within:e})}}),o&&H(`fieldset`,{ref:i,class:`span`,children:[H(`legend`,{class:`hidden`,children:[`Time, in `,ra()]}),H(na,{label:`from`,at:r.since,onAt:e=>s({...r,since:e})}),H(na,{label:`to`,at:r.until,onAt:e=>s({...r,until:e})}),H(`span`,{class:`quiet`,children:ra()})]})]})}function na({label:e,at:t,onAt:n}){let[r,i]=Sr(aa(t),e=>{e.startsWith(`0`)||n(e===``?void 0:new Date(e).toISOString())});return H(`label`,{children:[e,` `,H(`input`,{type:`datetime-local`,max:`9999-12-31T23:59`,value:r,onInput:e=>i(e.currentTarget.value)})]})}var ra=()=>new Intl.DateTimeFormat().resolvedOptions().timeZone,ia=e=>new Date(Math.floor(Date.parse(e)/Yi)*Yi).toISOString();function aa(e){let t=e===void 0?NaN:Date.parse(e);if(Number.isNaN(t))return``;let n=new Date(t-new Date(t).getTimezoneOffset()*Yi).toISOString();return n.slice(0,n.endsWith(`:00.000Z`)?16:23)}var oa=1e4,sa=100,ca=50,la=[1e3,2e3,4e3,8e3,15e3],ua=45e3,da=`The server does not answer.`,fa=new Set([`UNREACHABLE`,`UNEXPECTED_ANSWER`,`RATE_LIMITED`,`REQUEST_TIMEOUT`,`UNAVAILABLE`]),pa=class{#e={phase:`asking`,counted:0,isAllCounted:!1,accepted:0,refused:new Map,unanswered:[],failure:null,hasMore:!1};#t;#n=new AbortController;#r;#i=new AbortController;#a;constructor(e,t){this.#a=e,this.#t=t,this.#r=this.#o().catch(e=>{this.#n.signal.aborted||this.#d({phase:`ended`,failure:ar(e)})})}get state(){return this.#e}async start(){this.#n.abort(),this.#d({phase:`running`,failure:null}),await this.#r;try{await this.#s()}catch(e){this.#i.signal.aborted||this.#d({failure:ar(e)})}this.#d({phase:this.#i.signal.aborted?`stopped`:`ended`})}stop(){this.#e.phase===`running`&&this.#d({phase:`stopping`}),this.#n.abort(),this.#i.abort()}async#o(){let{signal:e}=this.#n,t=null;do{let n={first:sa,after:t,filter:this.#a},{nodes:r,pageInfo:i}=await this.#u(async()=>(await V(nn,n,ga(e))).deliveries,e),a=t===null?ir(r.map(({createdAt:e})=>e)):null;a!==null&&(this.#a={...this.#a,until:a}),t=i.endCursor,this.#d({counted:this.#e.counted+r.length,isAllCounted:!i.hasNextPage})}while(!this.#e.isAllCounted&&this.#e.counted<1e4)}async#s(){let{signal:e}=this.#i,t=null;for(let n=0;n<oa;){let r=await this.#u(()=>_a(()=>this.#c(t),e),e);if(e.aborted||!r.hasPreviousPage)return;n+=r.count,t=r.startCursor}this.#d({hasMore:!0})}async#c(e){let{signal:t}=this.#i,{nodes:n,pageInfo:r}=(await V(rn,{last:ca,before:e,filter:this.#a},ga(t))).deliveries,i=n.map(({id:e})=>e).reverse(),a=this.#e.unanswered.filter(e=>!i.includes(e));return this.#d({accepted:this.#e.accepted+a.length,unanswered:[]}),i.length>0&&!t.aborted&&(this.#d({unanswered:i}),this.#l(i,await V(ha(i),Object.fromEntries(i.map(ma)),ga()))),{...r,count:i.length}}#l(e,t){let n=new Map(this.#e.refused),{accepted:r}=this.#e;for(let[i,a]of e.entries()){let e=t[`at${i}`]?.message;e===void 0?r+=1:n.set(e,{count:(n.get(e)?.count??0)+1,example:a})}this.#d({accepted:r,refused:n,unanswered:[]})}async#u(e,t){for(let n=0;;n+=1){try{let t=await e();return this.#d({failure:null}),t}catch(e){let r=e instanceof DOMException?new I(`UNREACHABLE`,da):ar(e);if(t.aborted||!fa.has(r.code))throw r;n>0&&this.#d({failure:r})}await va(la[Math.min(n,la.length-1)],t)}}#d(e){this.#e={...this.#e,...e},this.#t(this.#e)}},ma=(e,t)=>[`id${t}`,e];function ha(e){let t=e.map((e,t)=>`$id${t}: ID!`),n=e.map((e,t)=>`at${t}: deliveryRetry(id: $id${t}) { ... on Error { message } }`);return new z(`mutation DeliveryRetries(${t.join(`, `)}) { ${n.join(` `)} }`)}var ga=(...e)=>AbortSignal.any([...e,AbortSignal.timeout(ua)]),_a=(e,t)=>isSecureContext?navigator.locks.request(`hookline.retry-all`,{signal:t},()=>e()):e();function va(e,t){return new Promise(n=>{if(t.aborted)return n();let r=()=>{clearTimeout(i),t.removeEventListener(`abort`,r),n()},i=setTimeout(r,e);t.addEventListener(`abort`,r)})}function Z({scope:e,forbidden:t,busy:n=!1,icon:r,kind:i=``,onAct:a,children:o}){let s=Le(),c=P(null);Ne(()=>()=>{document.activeElement===c.current&&Ki()},[]);let l=B(e)?t??null:`Your key lacks the scope ${e}.`;return H(C,{children:[H(`button`,{ref:c,type:`button`,class:i,"aria-disabled":l!==null||n,"aria-describedby":l?s:void 0,title:l??void 0,onClick:()=>{l?si(l,`bad`):n||a()},children:[r&&H(W,{name:r}),o]}),l&&H(`span`,{id:s,class:`hidden`,children:l})]})}function ya({title:e,busy:t=!1,onClose:n,children:r}){let i=Le(),a=P(null);return Ne(()=>{let e=a.current;return e?.showModal(),()=>e?.close()},[]),H(`dialog`,{ref:a,"aria-labelledby":i,onKeyDown:e=>{t&&e.key===`Escape`&&e.preventDefault()},onCancel:e=>{e.preventDefault(),t||n()},children:[H(`h2`,{id:i,children:e}),r,H(ci,{})]})}function ba({title:e,submit:t,danger:n=!1,busy:r,failure:i,onSubmit:a,onClose:o,children:s}){return H(ya,{title:e,busy:r,onClose:o,children:H(`form`,{onSubmit:e=>{e.preventDefault(),r||a()},children:[s,i&&H(q,{failure:i}),H(`div`,{class:`buttons`,children:[H(`button`,{type:`button`,"aria-disabled":r,onClick:()=>!r&&o(),children:`Cancel`}),H(`button`,{type:`submit`,class:n?`danger`:`primary`,"aria-disabled":r,children:r?`Working…`:t})]})]})})}function xa({filter:e,within:t,pages:n,forbidden:r}){let[i,a]=M(null);return H(C,{children:[H(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,forbidden:r??(n.rows?.length===0?`Nothing is listed.`:null),onAct:()=>a({...e,...t&&{since:rr(t)}}),children:`Retry all…`}),i&&H(Sa,{filter:i,onClose:()=>{a(null),n.reload()}})]})}function Sa({filter:e,onClose:t}){let[n,r]=M(null),i=P(null),a=P(null);N(()=>(i.current=new pa(e,r),r(i.current.state),()=>i.current?.stop()),[e]);let o=n?.phase??`asking`,s=o===`running`||o===`stopping`,c=o===`stopped`||o===`ended`;Ne(()=>{c&&a.current?.focus()},[c]);let l=o===`asking`&&n!==null&&n.counted>0;return H(ya,{title:`Retry all that failed`,busy:s,onClose:t,children:[H(`p`,{role:`status`,children:n&&H(Ta,{state:n})}),o===`asking`?H(`p`,{class:`quiet`,children:`Each is attempted once, the oldest first, before all else that waits for its endpoint. Those whose endpoint is not active, or whose payload is no longer kept, will be refused.`}):n&&H(Ea,{state:n}),n?.failure&&!s&&H(q,{failure:n.failure}),H(`div`,{class:`buttons`,children:[H(`button`,{ref:a,type:`button`,"aria-disabled":o===`stopping`,onClick:()=>s?i.current?.stop():t(),children:o===`asking`?`Cancel`:s?`Stop`:`Close`}),!c&&H(`button`,{type:`button`,class:`primary`,"aria-disabled":!l,onClick:()=>l&&void i.current?.start(),children:s?`Retrying…`:n?.isAllCounted?`Retry ${K(n.counted)}`:`Retry all`})]})]})}var Ca=e=>`${K(e)} ${e===1?`delivery`:`deliveries`}`,wa=({accepted:e,refused:t})=>{let n=[...t.values()].reduce((e,{count:t})=>e+t,0);return{done:e+n,counts:`${K(e)} accepted, ${K(n)} refused`}};function Ta({state:e}){let{phase:t,counted:n,isAllCounted:r,failure:i}=e,{done:a,counts:o}=wa(e);switch(t){case`asking`:return r?H(C,{children:[Ca(n),` failed, by the filters of the list.`]}):n<1e4?H(C,{children:`Counting…`}):H(C,{children:[`More than `,K(oa),` failed, by the filters of the list: the oldest `,K(oa),` `,`are retried now.`]});case`running`:return i?H(C,{children:[i.message,` It goes on as soon as it can.`]}):H(`span`,{class:`hidden`,children:r&&`${Math.floor(a/n*10)*10} %`});case`stopping`:return H(C,{children:`Stopping…`});case`stopped`:return H(C,{children:[`Stopped: `,o,`.`]});case`ended`:return H(C,{children:[i?`Broken off`:`Done`,`: `,o,`.`]})}}function Ea({state:e}){let{phase:t,counted:n,isAllCounted:r,refused:i,unanswered:a,hasMore:o}=e,s=t===`ended`||t===`stopped`,{done:c,counts:l}=wa(e),u=[...i].sort(([,e],[,t])=>t.count-e.count);return H(C,{children:[!s&&H(C,{children:[H(`progress`,{"aria-label":`Asked for`,max:Math.max(n,c),...r&&{value:c}}),H(`p`,{children:[K(c),` of `,r||`more than `,K(n),`: `,l]})]}),s&&a.length>0&&H(`p`,{children:[`Of `,Ca(a.length),` more it is not known: the answer was lost.`]}),o&&H(`p`,{children:`There are more: begin again for these.`}),u.length>0&&H(`ul`,{class:`refusals`,"aria-label":`Refused`,children:u.map(([e,{count:t,example:n}])=>H(`li`,{children:[K(t),` × `,e,` `,s&&H(`a`,{href:G.delivery(n),children:[`One of them: `,Ri(n)]})]},e))})]})}function Da(){return B(`DELIVERIES_READ`)?H(Oa,{}):H(X,{title:`Deliveries`,children:H(Si,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Oa(){let{query:e,path:t,route:n}=F(),{options:r}=Hi(e.endpoint),i=hr(),{within:a,span:o}=ea(e),s={...Wn(),...e.status&&{status:[e.status]},...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...o},c=tr(tn,{filter:s},({deliveries:e})=>e,{madeAt:({createdAt:e})=>e,within:a}),l=e=>n(Cr(t,e),!0),u=t=>n=>l({...e,[t]:n});return H(X,{title:`Deliveries`,actions:H(C,{children:[e.status===`FAILED`&&H(xa,{filter:s,within:a,pages:c}),H(`button`,{type:`button`,"aria-disabled":c.loading,onClick:()=>!c.loading&&void c.reload(),children:c.loading?`Loading…`:`Refresh`})]}),children:[H(`div`,{class:`filters`,children:[H(fr,{label:`Status`,any:`Any status`,value:e.status,options:Qr,onChoose:u(`status`)}),H(fr,{label:`Endpoint`,any:`Any endpoint`,value:e.endpoint,options:r,onChoose:u(`endpoint`)}),H(fr,{label:`Event type`,any:`Any event type`,value:e.type,options:i,onChoose:u(`type`)}),H(ta,{query:e,onQuery:l})]}),H(zi,{pages:c,empty:Object.keys(e).length>0?H(J,{title:`No delivery is like this`,children:H(`p`,{children:H(`a`,{href:G.deliveries,children:`Show all deliveries`})})}):H(J,{title:`No deliveries yet`,example:zr,children:H(`p`,{children:`Each event that is published makes one for every endpoint that wants it:`})})})]})}async function Q(e,t){let{result:n}=await V(e,t);if(n.code===void 0)return n;throw new I(n.code,n.message??n.__typename,{errorId:n.errorId??null,issues:n.issues??[]})}function ka(){let[e,t]=M(!1),[n,r]=M(null);return{busy:e,failure:n,clear:()=>r(null),async start(e){t(!0),r(null);try{return await e(),!0}catch(e){return r(ar(e)),!1}finally{t(!1)}}}}var Aa=e=>`'${e.replaceAll(`'`,`'\\''`)}'`;function ja(e,t){let n=e.requestHeaders.filter(({name:e})=>e.toLowerCase()!==`content-length`).map(({name:e,value:t})=>`-H ${Aa(`${e}: ${t??`<fill in>`}`)}`);e.requestHeaders.some(({name:e})=>e.toLowerCase()===`content-type`)||n.unshift(`-H ${Aa(`content-type: application/json`)}`);let r=t===null?[]:[`--data-raw ${Aa(t)}`];return[`curl -i -X POST ${Aa(e.url)}`,...n,...r].join(` \\
  `)}function Ma(e){try{JSON.parse(e)}catch{return e}let t=0,n=``;for(let[r]of e.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)){let e=n.at(-1);r===`}`||r===`]`?(--t,n+=e===`{`||e===`[`?r:`\n${`  `.repeat(t)}${r}`):((e===`{`||e===`[`)&&(n+=`\n${`  `.repeat(t)}`),n+=r,r===`{`||r===`[`?t+=1:r===`,`?n+=`\n${`  `.repeat(t)}`:r===`:`&&(n+=` `))}return n}var Na={AUTOMATIC:``,MANUAL:`by hand`,TEST:`test`};function Pa({delivery:e}){let t=e.attempts.nodes.toReversed();if(t.length===0)return H(`p`,{class:`quiet`,children:e.nextAttemptAt?H(C,{children:[`The first one: `,H(Y,{at:e.nextAttemptAt,isDue:!0}),`.`]}):`None was made.`});let n=Math.max(...t.map(({durationMs:e})=>e),1);return H(C,{children:[H(`ol`,{class:`attempts`,reversed:!0,children:t.map((t,r)=>H(Fa,{attempt:t,isNewest:r===0,longest:n,body:e.requestBody},t.id))}),e.attemptCount>t.length&&H(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]})}function Fa({attempt:e,isNewest:t,longest:n,body:r}){let[i]=M(t);return H(`li`,{children:H(`details`,{open:i,children:[H(`summary`,{children:[H(`span`,{class:`attempt-number`,children:[`#`,e.number]}),H(Xr,{outcome:e.outcome}),H(Li,{status:e.responseStatus,outcome:e.outcome}),H(`span`,{class:`timing`,children:H(`span`,{class:`timing-bar`,style:{width:`${Math.max(2,e.durationMs/n*100)}%`}})}),H(`span`,{class:`attempt-duration`,children:ti(e.durationMs)}),H(`span`,{class:`quiet`,children:[H(Ni,{at:e.startedAt}),` · `,H(Y,{at:e.startedAt}),Na[e.trigger]&&` · ${Na[e.trigger]}`]})]}),H(Ia,{attempt:e,body:r})]})})}function Ia({attempt:e,body:t}){return H(`div`,{class:`exchange`,children:[e.errorMessage&&H(`p`,{class:`bad-text`,children:e.errorMessage}),H(La,{title:`Request`,tools:H(di,{text:ja(e,t),label:`Copy as curl`}),children:H(ii,{label:`Request of attempt ${e.number}`,children:[H(`b`,{children:`POST`}),` `,e.url,`
`,H(Ra,{headers:e.requestHeaders})]})}),H(La,{title:`Response`,children:e.responseStatus===null?H(`p`,{class:`quiet`,children:`There was none.`}):H(ii,{label:`Response of attempt ${e.number}`,children:[H(`b`,{children:e.responseStatus}),`
`,H(Ra,{headers:e.responseHeaders??[]}),e.responseBody&&`\n${Ma(e.responseBody)}`,e.responseBodyTruncated&&H(`span`,{class:`quiet`,children:[`
`,`… cut off: 16 KiB are kept`]})]})})]})}function La({title:e,tools:t,children:n}){return H(`div`,{children:[H(`div`,{class:`section-head`,children:[H(`h3`,{children:e}),t]}),n]})}function Ra({headers:e}){return H(C,{children:e.map(({name:e,value:t})=>H(`span`,{children:[H(`span`,{class:`header-name`,children:[e,`:`]}),` `,t??H(`i`,{children:`not shown`}),`
`]},e+(t??``)))})}function za({state:e,onRetry:t}){let{phase:n,resumed:r,failure:i}=e;return H(`div`,{class:`connection ${n}`,role:`status`,children:[n===`live`&&H(C,{children:[H(`span`,{class:`pulse`,"aria-hidden":`true`}),` Live`]}),n===`connecting`&&H(C,{children:[H(W,{name:`clock`}),` Connecting…`]}),n===`lost`&&H(C,{children:[H(W,{name:`unplugged`}),` `,i?.code===`UNREACHABLE`?`Connection lost, reconnecting…`:`Not live: the server cannot read the feed, trying again…`,` `,H(`button`,{type:`button`,class:`link`,onClick:t,children:`Try now`})]}),n===`failed`&&H(C,{children:[H(W,{name:`warning`}),` Not live`]}),r&&n===`live`&&H(`span`,{class:`quiet`,children:[` `,`· resumed at `,H(Ni,{at:r.at}),`,`,` `,r.isGap?`without what happened meanwhile: the deliveries have it`:`${K(r.caughtUp)} ${r.caughtUp===1?`item`:`items`} caught up`]})]})}function $(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Ba(e){return $(e)===`object`}function Va(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Ha(e,t){return e.length<124?e:t}var Ua=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(Ua||{}),Wa=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(Wa||{});function Ga(e){if(!Ba(e))throw Error(`Message is expected to be an object, but got ${$(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${$(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Ba(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Ba(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${$(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${$(e.payload.query)}`);if(e.payload.variables!=null&&!Ba(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${$(e.payload.variables)}`);if(e.payload.operationName!=null&&$(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${$(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Ba(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${$(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Ba(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${$(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Va(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function Ka(e,t){return Ga(typeof e==`string`?JSON.parse(e,t):e)}function qa(e,t){return Ga(e),JSON.stringify(e,t)}function Ja(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=Xa,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!Qa(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(qa({type:Wa.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof Ya&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(qa(e?{type:Wa.ConnectionInit,payload:e}:{type:Wa.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(Ua.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(Ua.InternalClientError,Ha(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=Ka(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(qa(n.payload?{type:Wa.Pong,payload:n.payload}:{type:Wa.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==Wa.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(Ua.BadResponse,Ha(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(Xa(e)&&(Za(e.code)||[Ua.InternalServerError,Ua.InternalClientError,Ua.BadRequest,Ua.BadResponse,Ua.Unauthorized,Ua.SubprotocolNotAcceptable,Ua.SubscriberAlreadyExists,Ua.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(Xa(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case Wa.Next:t.next(e.payload);return;case Wa.Error:i=!0,r=!0,t.error(e.payload),a();return;case Wa.Complete:r=!0,a();return}});o.send(qa({id:n,type:Wa.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(qa({id:n,type:Wa.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new Ya)}}}var Ya=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function Xa(e){return Ba(e)&&`code`in e&&`reason`in e}function Za(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function Qa(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var $a=1e4,eo=5e3,to=new Set([4401,4403]);function no(){let e,t=Ja({url:`${location.protocol===`https:`?`wss`:`ws`}://${location.host}/graphql`,connectionParams:Jn,retryAttempts:0,keepAlive:$a,on:{ping:n=>{n||(e=setTimeout(()=>t.terminate(),eo))},pong:t=>{t&&clearTimeout(e)},closed:()=>clearTimeout(e)}});return t}function ro(e){return Array.isArray(e)?_t(e[0]):e instanceof CloseEvent&&to.has(e.code)?new I(`INVALID_AUTHORIZATION`,e.reason.replace(/^[A-Z_]+: /,``)):new I(`UNREACHABLE`,`The connection was lost.`)}var io=[250,500,1e3,2e3,4e3,8e3,15e3],ao=15e3,oo=1e4,so=new Set([`CURSOR_INVALID`,`CURSOR_AHEAD`]),co=new Set([`FORBIDDEN`,`BAD_REQUEST`,`NOT_FOUND`,`QUERY_TOO_COMPLEX`]),lo=class{#e;#t=no();#n={phase:`connecting`,resumed:null,failure:null};#r=null;#i=new Set;#a=0;#o=()=>{};#s;#c=0;#l=0;#u=!1;#d={readAt:``,at:0};#f=!1;constructor(e){this.#e=e,addEventListener(`online`,this.reconnectNow),this.#p()}reconnectNow=()=>{this.#n.phase===`lost`&&this.#p()};stop(){this.#a+=1,removeEventListener(`online`,this.reconnectNow),clearTimeout(this.#s),this.#o(),this.#t.dispose()}async#p(){this.#a+=1;let e=this.#a,t=()=>e===this.#a,n=e=>{t()&&this.#v(e)};this.#o(),this.#l=0,this.#u=!0,this.#d={readAt:``,at:0},this.#_();try{this.#r===null&&await this.#m(t)}catch(e){return n(ar(e))}t()&&(this.#o=this.#t.subscribe({query:Pn.toString(),variables:{after:this.#r,filter:this.#e.filter}},{next:({data:e,errors:r})=>{t()&&(e?.deliveryFeed?this.#h(e.deliveryFeed):r?.[0]&&n(_t(r[0])))},error:e=>n(ro(e)),complete:()=>n(new I(`UNREACHABLE`,`The server ended the subscription.`))}))}async#m(e){let{filter:t,recent:n,onItem:r}=this.#e,i=(await V(Mn,{})).deliveryFeedCursor;if(n>0&&this.#i.size===0){let{deliveryFeed:i}=await V(Nn,{last:n,filter:t});if(!e())return;this.#i=new Set(i.nodes.map(e=>e.cursor));for(let e of i.nodes)e.__typename!==`FeedCheckpoint`&&r(e)}e()&&(this.#r=i)}#h(e){if(this.#r=e.cursor,this.#c=0,e.__typename!==`FeedCheckpoint`){if(this.#u&&this.#_(),this.#i.has(e.cursor))return;this.#u&&(this.#l+=1),this.#e.onItem(e);return}if(this.#g(e.occurredAt)){this.#v(new I(`UNAVAILABLE`,`The server cannot read the feed.`));return}if(!this.#u)return;this.#u=!1,clearTimeout(this.#s);let t={at:new Date().toISOString(),caughtUp:this.#l,isGap:this.#f};this.#f=!1,this.#y({phase:`live`,failure:null,resumed:this.#n.phase===`lost`?t:this.#n.resumed})}#g(e){let t=this.#d;return this.#d={readAt:e,at:Date.now()},e===t.readAt&&this.#d.at-t.at>=oo}#_(){clearTimeout(this.#s),this.#s=setTimeout(()=>this.#v(new I(`UNREACHABLE`,`The server does not answer.`)),ao)}#v(e){if(this.#a+=1,clearTimeout(this.#s),e.isOfCredential){qn(e);return}if(co.has(e.code)){this.#y({phase:`failed`,failure:e});return}so.has(e.code)&&(this.#r=null,this.#f=!0),this.#y({phase:`lost`,failure:e});let t=io[Math.min(this.#c,io.length-1)];this.#c+=1,this.#s=setTimeout(this.reconnectNow,t*(.75+Math.random()/2))}#y(e){this.#n={...this.#n,...e},this.#e.onState(this.#n)}},uo={phase:`connecting`,resumed:null,failure:null};function fo(e,t,n=0){let[r,i]=M(uo),a=P(t);a.current=t;let o=P(null),s=JSON.stringify(e);return N(()=>{if(s===`null`)return;i(uo);let e=new lo({recent:n,filter:JSON.parse(s),onItem:e=>a.current(e),onState:i});return o.current=e,()=>e.stop()},[s]),{state:r,reconnectNow:()=>o.current?.reconnectNow()}}function po(e,t){let n=fo(e,t),r=n.state.phase===`live`;return N(()=>{r&&t()},[r]),n}function mo(e,t){let n=P(void 0),r=P(t);return r.current=t,N(()=>()=>clearTimeout(n.current),[]),()=>{n.current??=setTimeout(()=>{n.current=void 0,r.current()},e)}}var ho=200;function go({id:e}){let t=B(`DELIVERIES_READ`),{data:n,failure:r,reload:i}=Qn(an,t?{id:e}:null),a=mo(ho,()=>void i()),{state:o,reconnectNow:s}=po(t?{deliveryId:e}:null,a),c=n?.delivery;return c?H(X,{title:`${c.event.type} delivery`,heading:H(C,{children:[H(`span`,{class:`url`,children:c.event.type}),` `,H(Jr,{status:c.status})]}),actions:H(_o,{delivery:c,onChanged:i}),children:[H(`p`,{class:`under`,children:[H(fi,{id:c.id}),H(za,{state:o,onRetry:s})]}),r&&H(q,{failure:r,onRetry:()=>void i()}),H(bo,{delivery:c}),H(qi,{title:`Attempts (${K(c.attemptCount)})`,children:H(Pa,{delivery:c})}),H(So,{delivery:c})]},e):H(X,{title:`Delivery`,children:t?r?H(q,{failure:r,onRetry:()=>void i()}):n?H(J,{title:`No such delivery`,children:H(`p`,{children:[H(`code`,{children:e}),` is not a delivery that this key may see.`,` `,H(`a`,{href:G.deliveries,children:`All deliveries`})]})}):H(xi,{rows:8}):H(Si,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function _o({delivery:e,onChanged:t}){let{busy:n,failure:r,start:i}=ka(),{id:a}=e;return H(C,{children:[H(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,kind:`primary`,busy:n,forbidden:yo(e),onAct:()=>void i(async()=>{await Q(sn,{id:a}),si(`An attempt is on its way.`),await t()}),children:`Retry now`}),vo(e)&&H(Z,{scope:`DELIVERIES_WRITE`,kind:`danger`,busy:n,onAct:()=>void i(async()=>{await Q(cn,{id:a}),si(`Canceled.`),await t()}),children:`Cancel`}),r&&H(q,{failure:r})]})}var vo=({status:e})=>e===`PENDING`||e===`RETRYING`;function yo({endpoint:e,payloadPurgedAt:t}){return e?e.status===`ACTIVE`?t?`Its payload is no longer kept.`:null:`Its endpoint is ${e.status.toLowerCase()}.`:`Its endpoint was deleted.`}function bo({delivery:e}){let{endpoint:t,event:n,endReason:r}=e;return H(Ji,{facts:[[`Endpoint`,t?H(`a`,{class:`clamp`,href:G.endpoint(t.id),children:t.name??t.url}):`deleted`],[`Event`,H(C,{children:[H(`a`,{class:`mono`,href:G.event(n.id),children:n.id}),e.isTest&&H(`span`,{class:`tag`,children:`test`})]})],[`Ended because`,r&&(Wr[r]??r)],[`Next attempt`,xo(e)],[`Created`,H(Y,{at:e.createdAt})],[`Ended`,e.completedAt&&H(Y,{at:e.completedAt})],[`Payload`,e.payloadPurgedAt?H(C,{children:[`purged `,H(Y,{at:e.payloadPurgedAt})]}):e.payloadExpiresAt&&H(C,{children:[`kept, purged `,H(Y,{at:e.payloadExpiresAt,isDue:!0})]})],[`Organization`,e.organization.name]]})}function xo(e){let{endpoint:t,nextAttemptAt:n}=e;return vo(e)&&t?.status===`PAUSED`?`once its endpoint is resumed`:n&&H(Y,{at:n,isDue:!0})}function So({delivery:{requestBody:e,payloadPurgedAt:t}}){return H(qi,{title:`Request body`,tools:e!==null&&H(di,{text:e,label:`Copy the body`}),children:e===null?H(`p`,{class:`quiet`,children:t?`The payload is no longer kept.`:`Payloads need the scope EVENTS_READ, which this key lacks.`}):H(ii,{label:`Request body`,children:Ma(e)})})}function Co({title:e,secret:t,publicKey:n,note:r,onClose:i}){return H(ya,{title:e,onClose:i,children:[t?H(C,{children:[H(`p`,{children:[`Its receiver verifies signatures with this secret. `,H(`strong`,{children:`It is shown this once.`})]}),H(bi,{text:t,name:`secret`})]}):H(C,{children:[H(`p`,{children:`Its receiver verifies signatures with this public key, which stays on the endpoint’s page.`}),H(bi,{text:n??``,name:`public key`})]}),r&&H(`p`,{children:r}),H(`div`,{class:`buttons`,children:H(`button`,{type:`button`,class:`primary`,onClick:i,children:`Done`})})]})}function wo({title:e,submit:t,text:n,onConfirm:r,onClose:i}){let{busy:a,failure:o,start:s}=ka();return H(ba,{title:e,submit:t,danger:!0,busy:a,failure:o,onSubmit:()=>void s(r),onClose:i,children:H(`p`,{children:n})})}function To({endpoint:e,onClose:t,onSent:n}){let[r,i]=M(``),a=hr(),{busy:o,failure:s,start:c}=ka();return H(ba,{title:`Send a test`,submit:`Send test`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let{delivery:t}=await Q(Sn,{id:e.id,...r&&{input:{eventType:r}}});n(t.id)}),children:[H(`p`,{children:`One attempt, signed like any other, with a sample as its payload. It is not counted.`}),H(cr,{label:`Event type`,name:`eventType`,issues:s?.issues??[],value:r,onInput:i,options:[{value:``,label:`One that it receives`},...a]})]})}function Eo({endpoint:e,onClose:t}){let[n,r]=M(`24`),[i,a]=M(null),{busy:o,failure:s,start:c}=ka();return i?H(Co,{title:`The new secret signs now`,...i,note:`The older one signs too until ${Pi(i.until)}.`,onClose:t}):H(ba,{title:`Rotate the secret`,submit:`Rotate`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let t=await Q(xn,{id:e.id,input:{graceHours:Number(n)}});a({secret:t.secret,publicKey:t.endpoint.secrets[0]?.publicKey??null,until:t.previousSecretExpiresAt})}),children:[H(`p`,{children:`A new secret signs from now on. For a while the older one signs too, so that the receiver can change over.`}),H(U,{label:`Both sign for, hours`,type:`number`,required:!0,name:`graceHours`,issues:s?.issues??[],value:n,onInput:r,hint:`0 to 168; 0 ends the older one now`})]})}var Do=0;function Oo(e=``,t=``){Do+=1;let n=t===null,r=t?.includes(`
`)??!1;return{id:Do,name:e,value:t??``,isSecret:n,isHidden:n,isLong:r}}var ko=e=>e.filter(({name:e,value:t})=>e.trim()!==``||t!==``);function Ao(e,t){let n=Object.entries(e?.metadata??{});return{url:e?.url??``,name:e?.name??``,description:e?.description??``,eventPatterns:e?.eventPatterns.join(`
`)??``,timeoutSeconds:String(e?.timeoutSeconds??10),maxRetries:String(e?.maxRetries??7),maxConcurrency:String(e?.maxConcurrency??10),rateLimitPerSecond:String(e?.rateLimitPerSecond??``),undeliveredPayloadRetentionHours:String(e?.undeliveredPayloadRetentionHours??72),headers:(e?.headers??[]).map(({name:e,value:t})=>Oo(e,t)),labels:e?.labels.join(`
`)??``,metadata:n.map(([e,t])=>Oo(e,t)),signingVersion:`V1`,organizationId:t??``}}function jo(e){return{url:e.url.trim(),name:e.name.trim()||null,description:e.description.trim()||null,eventPatterns:Mo(e.eventPatterns,/[\n,]/),timeoutSeconds:No(e.timeoutSeconds),maxRetries:No(e.maxRetries),maxConcurrency:No(e.maxConcurrency),rateLimitPerSecond:No(e.rateLimitPerSecond),undeliveredPayloadRetentionHours:No(e.undeliveredPayloadRetentionHours),headers:ko(e.headers).map(({name:e,value:t,isSecret:n})=>({name:e.trim(),value:t.trim(),...n&&{sensitive:!0}})),labels:Mo(e.labels,`
`),metadata:Object.fromEntries(ko(e.metadata).map(({name:e,value:t})=>[e,t]))}}var Mo=(e,t)=>e.split(t).map(e=>e.trim()).filter(e=>e!==``),No=e=>e.trim()===``?null:Number(e);function Po(e,t){let[n,r]=[jo(e),jo(t)],i=Object.keys(n).filter(e=>!Fo(n[e],r[e]));return Object.fromEntries(i.map(e=>[e,n[e]]))}var Fo=(e,t)=>JSON.stringify(e)===JSON.stringify(t);function Io(e,t,n){let[r,i]=[jo(t),jo(n)];return Object.keys(e).filter(t=>!Fo(i[t],r[t])&&!Fo(i[t],e[t])).map(e=>({path:[`input`,e],message:`changed meanwhile: now ${Lo(n[e]).join(`, `)}`}))}function Lo(e){return e.length===0?[`empty`]:typeof e==`string`?e.split(`
`).map(e=>`“${e}”`):e.map(e=>`“${e.name}: ${e.isHidden?`••••`:e.value}”`)}function Ro(e){return Object.fromEntries(Object.entries(jo(e)).filter(([,e])=>e!==null))}function zo(e,t){let n=[],r=(e,...t)=>n.push({path:[`input`,...t],message:e}),i=t.headers?ko(e.headers):[];for(let[e,{isHidden:t,value:n}]of i.entries())t&&n.trim()===``&&r(`is not shown: give it anew, or remove the header`,`headers`,String(e),`value`);let a=ko(e.metadata).map(({name:e})=>e);for(let[e,n]of a.entries())n===``&&t.metadata&&r(`must not be empty`,`metadata`,String(e),`name`),a.indexOf(n)<e&&r(`is given more than once`,`metadata`,String(e),`name`);return n}var Bo={url:`URL`,name:`Name`,description:`Description`,eventPatterns:`Event patterns`,timeoutSeconds:`Timeout, seconds`,maxRetries:`Retries`,maxConcurrency:`At once`,rateLimitPerSecond:`Per second`,undeliveredPayloadRetentionHours:`Keep payloads of failed deliveries, hours`,headers:`Headers`,labels:`Labels`,metadata:`Metadata`,signingVersion:`Signature`,organizationId:`Organization`},Vo={headers:`Header`,metadata:`Key`},Ho=40;function Uo(e,t,n){if(!e||e.issues.length===0)return e;let r=e.issues.flatMap(e=>Wo(e,t,n)??[]);return r.length===0?null:new I(e.code,e.message,{...e,issues:r})}function Wo(e,t,n){let[r=``,i,a]=ht(e).split(`.`);if(!(r in Bo))return e;let o=Bo[r];if(i===void 0)return{...e,label:o};if(r in Vo){let{id:o}=ko(t[r])[Number(i)]??{},s=n[r].findIndex(e=>e.id===o)+1,c=a===`value`?`Value`:Vo[r];return s===0?null:{...e,label:`${c} ${s}`}}if(r!==`eventPatterns`&&r!==`labels`)return{...e,label:o};let s=jo(t)[r][Number(i)]??``,c=s.length>Ho?`${s.slice(0,Ho)}…`:s,l=e.message.includes(s)?e.message:`“${c}” ${e.message}`;return{...e,label:o,message:l}}function Go({title:e,isOpen:t,children:n}){return H(`details`,{open:t,onInvalidCapture:e=>{e.currentTarget.open=!0},children:[H(`summary`,{children:e}),n]})}function Ko({legend:e,one:t,hint:n,withSecrets:r,name:i,issues:a,rows:o,refused:s,onRows:c}){let l=Le(),u=P(null),d=P(null);Ne(()=>{let e={last:`.row:last-of-type input`,add:`button.add`}[d.current??`add`];d.current&&u.current?.querySelector(e)?.focus(),d.current=null},[o.length]);let f=a.find(e=>ht(e)===i),p=ko(s);return H(`fieldset`,{ref:u,"aria-describedby":`${l}-hint`,children:[H(`legend`,{children:e}),H(dr,{id:`${l}-hint`,hint:n,issue:f}),o.map((e,n)=>H(qo,{row:e,one:`${t} ${n+1}`,number:n+1,withSecrets:r??!1,name:`${i}.${p.findIndex(t=>t.id===e.id)}`,issues:a,onRow:t=>c(n=>n.map(n=>n.id===e.id?{...n,...t}:n)),onRemove:()=>{d.current=`add`,c(t=>t.filter(t=>t.id!==e.id))}},e.id)),H(`button`,{type:`button`,class:`add`,onClick:()=>{d.current=`last`,c(e=>[...e,Oo()])},children:[H(W,{name:`plus`}),`Add `,t.toLowerCase()]})]})}function qo({row:{name:e,value:t,isSecret:n,isHidden:r,isLong:i},one:a,number:o,withSecrets:s,name:c,issues:l,onRow:u,onRemove:d}){return H(`div`,{class:`row`,children:[H(U,{label:a,mono:!0,name:`${c}.name`,issues:l,value:e,onInput:e=>u({name:e})}),H(`button`,{type:`button`,class:`bare`,"aria-label":`Remove ${a.toLowerCase()}`,onClick:d,children:H(W,{name:`cross`})}),H(U,{label:`Value ${o}`,lines:i?3:1,mono:!0,hint:r&&`Not shown, and kept as long as no header is changed.`,name:`${c}.value`,issues:l,value:t,onInput:e=>u({value:e})}),s&&H(`label`,{class:`check`,children:[H(`input`,{type:`checkbox`,checked:n,onChange:e=>u({isSecret:e.currentTarget.checked})}),`Secret `,o]})]})}var Jo=[{value:`V1`,label:`HMAC-SHA256 (v1), one shared secret`},{value:`V1A`,label:`Ed25519 (v1a), a public key for the receiver`}];function Yo({endpoint:e,onClose:t,onDone:n}){let[r,i]=M(()=>Ao(e,Un.value)),[a,o]=M(r),[s,c]=M(r),[l,u]=M(null),{busy:d,failure:f,start:p}=ka(),m=Uo(f,s,a),h=m?.issues??[],g=e=>({name:e,label:Bo[e],issues:h,value:a[e],onInput:t=>o(n=>({...n,[e]:t}))}),_=e=>({name:e,legend:Bo[e],one:Vo[e],issues:h,rows:a[e],refused:s[e],onRows:t=>o(n=>({...n,[e]:t(n[e])}))});async function v(){c(a);let t=e?Po(a,r):Ro(a);await p(async()=>{let n=zo(a,t);if(n.length>0)throw new I(`VALIDATION_FAILED`,`The input is not valid.`,{issues:n});e?await y(e.id,Po(a,r)):await b(Ro(a))})&&e&&n(e.id)}async function y(e,t){let{endpoint:n}=await V(fn,{id:e}),a=n?Ao(n,null):r,s=Io(t,r,a);if(s.length>0)throw i(a),o(e=>({...e,...Xo(a,Object.keys(t))})),new I(`CHANGED_MEANWHILE`,`Not saved, as somebody else changed this:`,{issues:s});await Q(hn,{id:e,input:t})}async function b(e){let t=await Q(mn,{input:{...e,url:a.url.trim(),signingVersion:a.signingVersion,...a.organizationId&&{organizationId:a.organizationId}}}),{id:n,secrets:r}=t.endpoint;u({id:n,secret:t.secret,publicKey:r[0]?.publicKey??null})}return l?H(Co,{title:`The endpoint is made`,...l,onClose:()=>n(l.id)}):H(ba,{title:e?`Change the endpoint`:`New endpoint`,submit:e?`Save`:`Create endpoint`,busy:d,failure:m,onSubmit:()=>void v(),onClose:t,children:[H(U,{type:`url`,placeholder:`https://example.com/hooks`,required:!0,mono:!0,hint:e&&`Another URL is not verified, and its failures are counted anew.`,...g(`url`)}),H(U,{...g(`name`)}),H(U,{lines:3,mono:!0,hint:`One a line, like invoice.* or *.paid. None: every event.`,...g(`eventPatterns`)}),!e&&B(`ADMIN`)&&H(vr,{...g(`organizationId`)}),!e&&H(cr,{options:Jo,...g(`signingVersion`)}),H(Zo,{isOfEndpoint:e!==void 0,field:g}),H(Qo,{isOfEndpoint:e!==void 0,field:g,rows:_})]})}var Xo=(e,t)=>Object.fromEntries(Object.entries(e).filter(([e])=>!t.includes(e)));function Zo({isOfEndpoint:e,field:t}){let n={type:`number`,required:e};return H(Go,{title:`Delivery`,isOpen:e,children:[H(U,{lines:2,...t(`description`)}),H(`div`,{class:`pair`,children:[H(U,{hint:`3 to 60`,...n,...t(`timeoutSeconds`)}),H(U,{hint:`1 to 7`,...n,...t(`maxRetries`)}),H(U,{hint:`requests in flight, 1 to 100`,...n,...t(`maxConcurrency`)}),H(U,{type:`number`,hint:`empty: no limit`,...t(`rateLimitPerSecond`)})]}),H(U,{hint:`0 to 720; so long they can be retried`,...n,...t(`undeliveredPayloadRetentionHours`)})]})}function Qo({isOfEndpoint:e,field:t,rows:n}){return H(Go,{title:`Headers, labels and metadata`,isOpen:e,children:[H(Ko,{hint:`Sent with each delivery. A secret value is stored encrypted, and never shown again.`,withSecrets:!0,...n(`headers`)}),H(U,{lines:2,hint:`One a line, at most 8.`,...t(`labels`)}),H(Ko,{hint:`For your own use; it is not sent.`,...n(`metadata`)})]})}function $o(e){let[t,n]=M(null),{busy:r,failure:i,start:a}=ka(),{id:o,status:s}=e.endpoint,{text:c,icon:l,change:u,done:d}=es[s],f=e=>()=>n(e);return H(C,{children:[H(Z,{scope:`ENDPOINTS_WRITE`,icon:`flask`,kind:`primary`,onAct:f(`test`),children:`Send test`}),H(Z,{scope:`ENDPOINTS_WRITE`,icon:l,busy:r,onAct:()=>void a(async()=>{await u(o),await e.onChanged(),si(d)}),children:c}),H(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`edit`),children:`Edit`}),H(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`rotate`),children:`Rotate secret`}),s!==`DISABLED`&&H(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`disable`),children:`Disable`}),H(Z,{scope:`ENDPOINTS_WRITE`,kind:`danger`,onAct:f(`delete`),children:`Delete`}),i&&H(q,{failure:i}),t&&H(ts,{...e,opened:t,onClose:()=>n(null)})]})}var es={ACTIVE:{text:`Pause`,icon:`pause`,change:e=>Q(gn,{id:e}),done:`Paused: deliveries wait.`},PAUSED:{text:`Resume`,icon:`play`,change:e=>Q(_n,{id:e}),done:`Resumed: what waited follows.`},DISABLED:{text:`Enable`,icon:`play`,change:e=>Q(yn,{id:e}),done:`Enabled: it receives from now on.`}};function ts({endpoint:e,onChanged:t,opened:n,onClose:r}){let{route:i}=F(),{id:a}=e,o=async e=>{r(),await t(),si(e)},s=()=>{r(),t()};switch(n){case`edit`:return H(Yo,{endpoint:e,onClose:s,onDone:()=>void o(`Saved.`)});case`test`:return H(To,{endpoint:e,onClose:r,onSent:e=>i(G.delivery(e))});case`rotate`:return H(Eo,{endpoint:e,onClose:s});case`disable`:return H(wo,{title:`Disable the endpoint?`,submit:`Disable`,text:`It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait.`,onClose:r,onConfirm:async()=>{await Q(vn,{id:a}),await o(`Disabled.`)}});case`delete`:return H(wo,{title:`Delete the endpoint?`,submit:`Delete for good`,text:`Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable.`,onClose:r,onConfirm:async()=>{await Q(bn,{id:a}),si(`Deleted.`),i(G.endpoints)}})}}function ns({endpoint:e}){let t=Object.entries(e.metadata);return H(qi,{title:`Settings`,children:H(Ji,{facts:[[`URL`,H(`span`,{class:`mono`,children:e.url})],[`Description`,e.description],[`Receives`,H(rs,{patterns:e.eventPatterns})],[`Timeout`,`${e.timeoutSeconds} s`],[`Retries`,e.maxRetries],[`Requests at once`,e.maxConcurrency],[`Rate`,e.rateLimitPerSecond===null?`no limit`:`${e.rateLimitPerSecond} per second`],[`Failed payloads are kept`,`${e.undeliveredPayloadRetentionHours} h`],[`Headers`,is(e.headers.map(({name:e,value:t})=>[e,t??`••••`]))],[`Labels`,e.labels.length>0&&H(as,{labels:e.labels})],[`External id`,e.externalId&&H(`code`,{children:e.externalId})],[`Metadata`,is(t)],[`Signed with`,e.secrets.map(e=>H(os,{secret:e},e.createdAt))],[`Created`,H(ss,{endpoint:e})],[`Changed`,H(Y,{at:e.updatedAt})]]})})}function rs({patterns:e}){return e.length===0?H(C,{children:`all events`}):H(`span`,{class:`patterns`,children:e.map(e=>H(`code`,{children:e},e))})}function is(e){return e.length===0?null:e.map(([e,t])=>H(`div`,{children:H(`code`,{children:[H(`bdi`,{children:e}),`: `,H(`bdi`,{children:t})]})},e))}function as({labels:e}){return H(C,{children:e.map(e=>H(`span`,{class:`tag`,children:e},e))})}function os({secret:{publicKey:e,hint:t,version:n,expiresAt:r}}){return H(`div`,{children:[H(`code`,{children:e??`…${t}`}),` `,H(`span`,{class:`quiet`,children:[n===`V1A`?`Ed25519`:`HMAC-SHA256`,r?`, until ${Pi(r)}`:``]})]})}function ss({endpoint:{createdAt:e,createdBy:t}}){return H(C,{children:[H(Y,{at:e}),` `,H(`span`,{class:`quiet`,children:[`by `,t]})]})}var cs=(e,t)=>e.reduce((e,n)=>e+n[t],0),ls=e=>`${K(cs(e,`succeeded`))} succeeded, ${K(cs(e,`failed`))} failed`;function us({point:{succeeded:e,failed:t},x:n,width:r,bottom:i,scale:a,failedFill:o}){let s=e&&Math.max(1,e*a),c=t&&Math.max(1.5,t*a),l=r>3?Math.min(2,r*.25):0;return H(C,{children:[s>0&&H(`rect`,{class:`good`,x:n,y:i-s,width:r-l,height:s}),c>0&&H(`rect`,{class:`bad`,x:n,y:i-s-c,width:r-l,height:c,...o&&{fill:o}})]})}var ds=148,fs={left:36,bottom:18,top:8},ps=ds-fs.bottom,ms=new Intl.NumberFormat(`en`,{notation:`compact`});function hs(e){let t=Le(),[n,r]=Ss(),{label:i,points:a,format:o}=e,s=xs(Math.max(1,...a.map(({succeeded:e,failed:t})=>e+t))),c=(ps-fs.top)/s,l=(n-fs.left)/Math.max(1,a.length);return H(`figure`,{class:`chart`,children:[H(`div`,{ref:r,children:H(`svg`,{role:`img`,"aria-labelledby":`${t}-title ${t}-text`,width:n,height:ds,viewBox:`0 0 ${n} ${ds}`,children:[H(`title`,{id:`${t}-title`,children:i}),H(`desc`,{id:`${t}-text`,children:ls(a)}),H(gs,{id:`${t}-hatch`}),H(_s,{peak:s,scale:c,width:n}),a.map((e,n)=>H(`g`,{children:[H(`title`,{children:`${o(e.start)}: ${ls([e])}`}),H(`rect`,{class:`hit`,x:fs.left+n*l,y:fs.top,width:l,height:ps-fs.top}),H(us,{point:e,x:fs.left+n*l,width:l,bottom:ps,scale:c,failedFill:`url(#${t}-hatch)`})]},e.start)),H(vs,{...e,step:l,width:n})]})}),H(`figcaption`,{children:[H(`span`,{class:`key good`}),` succeeded `,H(`span`,{class:`key bad`}),` failed`]}),H(ys,{...e})]})}function gs({id:e}){return H(`defs`,{children:H(`pattern`,{id:e,width:`4`,height:`4`,patternUnits:`userSpaceOnUse`,patternTransform:`rotate(45)`,children:[H(`rect`,{class:`bad`,width:`4`,height:`4`}),H(`line`,{class:`hatch`,x1:`0`,y1:`0`,x2:`0`,y2:`4`})]})})}function _s({peak:e,scale:t,width:n}){return H(C,{children:[...new Set([0,Math.round(e/2),e])].map(e=>{let r=ps-e*t;return H(`g`,{children:[H(`line`,{class:e===0?`base`:`grid`,x1:fs.left,x2:n,y1:r,y2:r}),H(`text`,{x:fs.left-6,y:r+4,"text-anchor":`end`,children:ms.format(e)})]},e)})})}function vs({points:e,format:t,step:n,width:r}){return H(C,{children:bs(e).map(({index:i,anchor:a})=>H(`text`,{x:a===`end`?r:fs.left+i*n,y:144,"text-anchor":a,children:t(e[i].start)},i))})}function ys({points:e,format:t}){return H(`details`,{children:[H(`summary`,{children:`As a table`}),H(`table`,{class:`plain`,children:[H(`thead`,{children:H(`tr`,{children:[H(`th`,{scope:`col`,children:`From`}),H(`th`,{scope:`col`,children:`Succeeded`}),H(`th`,{scope:`col`,children:`Failed`})]})}),H(`tbody`,{children:e.filter(({succeeded:e,failed:t})=>e+t>0).map(e=>H(`tr`,{children:[H(`th`,{scope:`row`,children:t(e.start)}),H(`td`,{children:K(e.succeeded)}),H(`td`,{children:K(e.failed)})]},e.start))})]})]})}function bs(e){return e.length<3?e.map((e,t)=>({index:t,anchor:`start`})):[{index:0,anchor:`start`},{index:Math.floor(e.length/2),anchor:`middle`},{index:e.length-1,anchor:`end`}]}function xs(e){let t=10**Math.floor(Math.log10(e));return([1,2,4,10].find(n=>n*t>=e)??10)*t}function Ss(){let e=P(null),[t,n]=M(640);return Ne(()=>{let t=e.current;if(!t)return;let r=new ResizeObserver(()=>n(Math.max(200,t.clientWidth)));return r.observe(t),()=>r.disconnect()},[]),[t,e]}var Cs=6e4,ws=60*Cs,Ts={hour:`2-digit`,minute:`2-digit`},Es={day:`numeric`,month:`short`},Ds={weekday:`short`,...Ts},Os={...Es,timeZone:`UTC`,timeZoneName:`short`},ks=[{text:`1 h`,ms:ws,bucket:`MINUTE`,format:Ts},{text:`24 h`,ms:24*ws,bucket:`HOUR`,format:Ds},{text:`7 d`,ms:168*ws,bucket:`HOUR`,format:{...Es,...Ts}},{text:`30 d`,ms:720*ws,bucket:`DAY`,format:Os}],As=e=>Math.ceil((e+1)/Cs)*Cs;function js({id:e,changes:t}){let[n,r]=M(ks[1]),[i,a]=M(()=>As(Date.now())),{data:o,failure:s,reload:c}=Qn(pn,{id:e,bucket:n.bucket,since:new Date(i-n.ms).toISOString(),until:new Date(i).toISOString()});N(()=>{t!==0&&(As(Date.now())===i?c():a(As(Date.now())))},[t]);let[l,u]=M(null);N(()=>{o&&u(o)},[o]);let d=(o??l)?.endpoint?.stats,f=new Intl.DateTimeFormat(`en-GB`,n.format);return H(qi,{title:`Statistics`,tools:H(`fieldset`,{class:`segments`,children:[H(`legend`,{class:`hidden`,children:`Window`}),ks.map(e=>H(`button`,{type:`button`,"aria-pressed":e===n,onClick:()=>{u(null),a(As(Date.now())),r(e)},children:e.text},e.text))]}),children:[s&&H(q,{failure:s,onRetry:()=>void c()}),d?H(C,{children:[H(Ms,{stats:d}),H(hs,{label:`Attempts of the last ${n.text}`,points:d.series,format:e=>f.format(new Date(e))})]}):!s&&H(xi,{rows:4})]})}function Ms({stats:e}){return H(`dl`,{class:`tiles`,children:[[`Deliveries`,K(e.total),``],[`Success`,ri(e.successRate),``],[`Succeeded`,K(e.succeeded),``],[`Failed`,K(e.failed),e.failed>0?`bad-text`:``],[`Waiting`,K(e.pending),``],[`Canceled`,K(e.canceled),``],[`Attempts`,K(e.attempts),``],[`p50`,ti(e.durationMsP50),``],[`p95`,ti(e.durationMsP95),``],[`p99`,ti(e.durationMsP99),``]].map(([e,t,n])=>H(`div`,{children:[H(`dt`,{children:e}),H(`dd`,{class:n,children:t})]},e))})}var Ns=1500;function Ps({id:e}){let t=B(`ENDPOINTS_READ`),{data:n,failure:r,reload:i}=Qn(fn,t?{id:e}:null),[a,o]=M(0),s=mo(Ns,()=>{o(e=>e+1),i()});po(t&&B(`DELIVERIES_READ`)?{endpointId:e}:null,s);let c=n?.endpoint;return t?c?H(X,{title:c.name??c.url,heading:H(C,{children:[H(`span`,{class:`clamp`,title:c.name??c.url,children:c.name??c.url}),` `,H(Yr,{status:c.status})]}),actions:H($o,{endpoint:c,onChanged:i}),children:[H(`p`,{class:`under`,children:[c.name&&H(`span`,{class:`mono clamp`,title:c.url,children:c.url}),H(fi,{id:c.id}),H(`span`,{class:`quiet`,children:c.organization.name})]}),r&&H(q,{failure:r,onRetry:()=>void i()}),H(Is,{endpoint:c}),B(`DELIVERIES_READ`)?H(C,{children:[H(js,{id:e,changes:a}),H(Ls,{endpoint:c,changes:a})]}):H(Si,{scope:`DELIVERIES_READ`,what:`its deliveries`}),H(ns,{endpoint:c})]},e):H(X,{title:`Endpoint`,children:r?H(q,{failure:r,onRetry:()=>void i()}):n?H(Fs,{id:e}):H(xi,{rows:8})}):H(X,{title:`Endpoint`,children:H(Si,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Fs({id:e}){return H(J,{title:`No such endpoint`,children:H(`p`,{children:[H(`code`,{children:e}),` is not an endpoint that this key may see, or it was deleted.`,` `,H(`a`,{href:G.endpoints,children:`All endpoints`})]})})}function Is({endpoint:e}){let{failingSince:t,consecutiveFailures:n,disabledAt:r,disabledReason:i,pausedAt:a,lastError:o}=e;return H(Ji,{facts:[[`Health`,t?H(`span`,{class:`bad-text`,children:[K(n),` `,n===1?`failure`:`failures`,` in a row, since `,H(Y,{at:t})]}):`no failures`],[`Last error`,o],[`Last delivery`,H(Y,{at:e.lastDeliveryAt,none:`never`})],[`Last test that succeeded`,H(Y,{at:e.lastVerifiedAt,none:`never`})],[`Paused`,a&&H(Y,{at:a})],[`Disabled`,r&&H(C,{children:[H(Y,{at:r}),i&&`, ${Gr[i]??i}`]})]]})}function Ls({endpoint:e,changes:t}){let{query:n,path:r,route:i}=F(),a=n.status,{within:o,span:s}=ea(n),c={endpointId:e.id,...a&&{status:[a]},...s},l=tr(tn,{filter:c},({deliveries:e})=>e,{changes:t,pageSize:10,within:o}),u=Object.keys(n).length>0,d=e=>i(Cr(r,e),!0);return H(qi,{title:`Deliveries`,tools:H(C,{children:[H(fr,{label:`Status of deliveries`,any:`Any status`,value:a,options:Qr,onChoose:e=>d({...n,status:e})}),H(ta,{query:n,onQuery:d}),a===`FAILED`&&H(xa,{filter:c,within:o,pages:l,forbidden:e.status===`ACTIVE`?null:`It is ${e.status.toLowerCase()}.`})]}),children:H(zi,{pages:l,ofOneEndpoint:!0,empty:H(J,{title:u?`No delivery is like this`:`No deliveries yet`,children:H(`p`,{children:`An event that matches its patterns makes one. “Send test” makes one now.`})})})})}var Rs={width:96,height:24};function zs({points:e,span:t}){let n=Math.max(1,...e.map(({succeeded:e,failed:t})=>e+t)),r=Rs.width/Math.max(1,e.length),i=(Rs.height-2)/n;return H(`svg`,{class:`sparkline`,role:`img`,"aria-label":`Attempts in the last ${t}: ${ls(e)}`,width:Rs.width,height:Rs.height,viewBox:`0 0 ${Rs.width} ${Rs.height}`,children:[H(`line`,{class:`base`,x1:0,x2:Rs.width,y1:Rs.height-.5,y2:Rs.height-.5}),e.map((e,t)=>H(us,{point:e,x:t*r,width:r,bottom:Rs.height-1,scale:i},e.start))]})}var Bs=new Set([`Last 24 h`,`Succeeded`]);function Vs(e){let t=e.reduce((e,t)=>e+t.succeeded,0),n=e.reduce((e,t)=>e+t.failed,0);return t+n===0?null:t/(t+n)}var Hs=[{head:`Endpoint`,kind:`main`,cell:e=>H(C,{children:[H(`a`,{class:`strong clamp`,href:G.endpoint(e.id),title:e.name?void 0:e.url,children:e.name??e.url}),e.name&&H(`div`,{class:`quiet clamp`,title:e.url,children:e.url}),B(`ADMIN`)&&Un.value===null&&H(`div`,{class:`quiet`,children:e.organization.name})]})},{head:`Status`,cell:e=>H(C,{children:[H(Yr,{status:e.status}),e.disabledReason&&H(`div`,{class:`quiet`,children:Gr[e.disabledReason]??e.disabledReason})]})},{head:`Receives`,cell:({eventPatterns:e})=>H(Ws,{patterns:e})},{head:`Last 24 h`,cell:({stats:e})=>e&&H(zs,{points:e.series,span:`24 hours`})},{head:`Succeeded`,kind:`number`,cell:({stats:e})=>e&&ri(Vs(e.series))},{head:`Health`,kind:`wide`,cell:e=>H(Gs,{row:e})},{head:`Last delivery`,cell:({lastDeliveryAt:e})=>H(Y,{at:e,none:`never`})}],Us=2;function Ws({patterns:e}){if(e.length===0)return H(`span`,{children:`all events`});let t=e.length-Us;return H(`span`,{class:`patterns`,title:e.join(`
`),children:[e.slice(0,Us).map(e=>H(`code`,{children:e},e)),t>0&&H(`span`,{class:`quiet`,children:[`+`,t]})]})}function Gs({row:e}){return e.failingSince?H(C,{children:[H(`span`,{class:`bad-text`,children:[K(e.consecutiveFailures),` `,e.consecutiveFailures===1?`failure`:`failures`,` since`,` `,H(Y,{at:e.failingSince})]}),e.lastError&&H(`div`,{class:`quiet clamp`,children:e.lastError})]}):H(`span`,{class:`quiet`,children:e.lastDeliveryAt?`no failures`:`–`})}var Ks=Hs.filter(({head:e})=>!Bs.has(e)),qs=15e3;function Js(){return B(`ENDPOINTS_READ`)?H(Ys,{}):H(X,{title:`Endpoints`,children:H(Si,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Ys(){let{query:e,route:t}=F(),[n,r]=M(!1),i=B(`DELIVERIES_READ`),{status:a,search:o}=e,s=tr(ln,{withStats:i,filter:{...Wn(),...a&&{status:[a]},...o&&{search:o}}},({endpoints:e})=>e);return N(()=>{let e=setInterval(()=>document.visibilityState===`visible`&&void s.reload(),qs);return()=>clearInterval(e)}),H(X,{title:`Endpoints`,heading:H(C,{children:[`Endpoints `,s.totalCount!==null&&H(`span`,{class:`count`,children:K(s.totalCount)})]}),actions:H(Z,{scope:`ENDPOINTS_WRITE`,icon:`plus`,kind:`primary`,onAct:()=>r(!0),children:`New endpoint`}),children:[H(Xs,{}),H(wi,{label:`Endpoints`,pages:s,columns:i?Hs:Ks,empty:H(Zs,{isFiltered:!!(a||o)})}),n&&H(Yo,{onClose:()=>r(!1),onDone:e=>{r(!1),t(G.endpoint(e))}})]})}function Xs(){let{query:e,path:t,route:n}=F(),[r,i]=Sr(e.search??``,r=>n(Cr(t,{...e,search:r}),!0));return H(`div`,{class:`filters`,children:[H(`input`,{type:`search`,"aria-label":`Search in name, URL and description`,placeholder:`Name, URL or description`,value:r,onInput:e=>i(e.currentTarget.value)}),H(fr,{label:`Status`,any:`Any status`,value:e.status,options:$r,onChoose:r=>n(Cr(t,{...e,status:r}),!0)})]})}function Zs({isFiltered:e}){return e?H(J,{title:`No endpoint is like this`,children:H(`p`,{children:H(`a`,{href:G.endpoints,children:`Show all endpoints`})})}):H(J,{title:`No endpoints yet`,example:Rr,children:H(`p`,{children:`An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:`})})}var Qs=500;function $s({id:e}){let t=B(`EVENTS_READ`),n=B(`DELIVERIES_READ`),{data:r,failure:i,reload:a}=Qn(Cn,t?{id:e,withDeliveries:n}:null),o=r?.event,s=mo(Qs,()=>void a()),{state:c,reconnectNow:l}=po(o&&n?{eventType:o.type,organizationId:o.organization.id}:null,t=>{(t?.__typename!==`AttemptRecorded`||t.eventId===e)&&s()});return o?H(X,{title:`${o.type} event`,heading:H(`span`,{class:`url`,children:o.type}),children:[H(`p`,{class:`under`,children:[H(fi,{id:o.id}),o.isTest&&H(`span`,{class:`tag`,children:`test`}),n&&H(za,{state:c,onRetry:l})]}),i&&H(q,{failure:i,onRetry:()=>void a()}),H(Ji,{facts:[[`Type`,H(`a`,{href:G.eventType(o.type),children:o.type})],[`Accepted`,H(Y,{at:o.createdAt})],[`Occurred`,H(Y,{at:o.occurredAt})],[`Idempotency key`,o.idempotencyKey&&H(`code`,{children:o.idempotencyKey})],[`Organization`,o.organization.name],[`Payload purged`,o.payloadPurgedAt&&H(Y,{at:o.payloadPurgedAt})]]}),H(qi,{title:`Deliveries`,children:[o.deliveries?o.deliveries.nodes.length===0?H(`p`,{class:`quiet`,children:`No endpoint wanted it.`}):H(Bi,{rows:o.deliveries.nodes}):H(`p`,{class:`quiet`,children:`They need the scope DELIVERIES_READ, which this key lacks.`}),o.deliveries?.pageInfo.hasNextPage&&H(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]}),H(qi,{title:`Payload`,tools:o.payloadText!==null&&H(di,{text:o.payloadText,label:`Copy the payload`}),children:o.payloadText===null?H(`p`,{class:`quiet`,children:`It is no longer kept.`}):H(ii,{label:`Payload`,children:Ma(o.payloadText)})})]},e):H(X,{title:`Event`,children:t?i?H(q,{failure:i,onRetry:()=>void a()}):r?H(J,{title:`No such event`,children:H(`p`,{children:[H(`code`,{children:e}),` is not an event that this key may see.`]})}):H(xi,{rows:8}):H(Si,{scope:`EVENTS_READ`,what:`events`})})}function ec({name:e}){let{data:t,failure:n,reload:r}=Qn(Dn,{name:e}),i=t?.eventType;return i?H(X,{title:i.name,heading:H(C,{children:[H(`span`,{class:`mono url`,children:i.name}),` `,i.archivedAt&&H(`span`,{class:`tag`,children:`archived`})]}),actions:H(nc,{type:i,onChanged:r}),children:[i.description&&H(`p`,{children:i.description}),H(Ji,{facts:[[`Created`,H(Y,{at:i.createdAt})],[`Changed`,H(Y,{at:i.updatedAt})],[`Archived`,i.archivedAt&&H(Y,{at:i.archivedAt})],[`Seen`,B(`DELIVERIES_READ`)&&H(C,{children:[H(`a`,{href:Cr(G.deliveries,{type:i.name}),children:`its deliveries`}),`,`,` `,H(`a`,{href:Cr(G.live,{type:i.name}),children:`live`})]})]]}),H(tc,{title:`Example`,value:i.example,none:`It has none.`}),H(tc,{title:`JSON Schema`,value:i.payloadSchema,none:`It has none: any payload is taken.`})]}):H(X,{title:`Event type`,children:n?H(q,{failure:n,onRetry:()=>void r()}):t?H(J,{title:`No such event type`,children:H(`p`,{children:[H(`code`,{children:e}),` is not in the catalogue. `,H(`a`,{href:G.eventTypes,children:`All event types`})]})}):H(xi,{})})}function tc({title:e,value:t,none:n}){let r=t==null?null:JSON.stringify(t,null,2);return H(qi,{title:e,tools:r&&H(di,{text:r,label:`Copy`}),children:r?H(ii,{label:e,children:r}):H(`p`,{class:`quiet`,children:n})})}function nc({type:e,onChanged:t}){let[n,r]=M(!1),{busy:i,failure:a,start:o}=ka(),{name:s}=e;return H(C,{children:[H(Z,{scope:`EVENTS_PUBLISH`,kind:`primary`,forbidden:e.archivedAt?`It is archived.`:s.startsWith(`hookline.`)?`Hookline itself publishes it.`:null,onAct:()=>r(!0),children:`Publish one`}),e.archivedAt?H(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Q(An,{name:s}),await t(),si(`Restored: it can be published again.`)}),children:`Restore`}):H(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Q(kn,{name:s}),await t(),si(`Archived: it can no longer be published.`)}),children:`Archive`}),a&&H(q,{failure:a}),n&&H(rc,{type:e,onClose:()=>r(!1)})]})}function rc({type:e,onClose:t}){let{route:n}=F(),[r,i]=M(()=>JSON.stringify(e.example??{},null,2)),[a,o]=M(``),[s,c]=M(Un.value??``),{busy:l,failure:u,start:d}=ka(),f=u?.issues??[];return H(ba,{title:`Publish ${e.name}`,submit:`Publish`,busy:l,failure:u,onClose:t,onSubmit:()=>void d(async()=>{let{event:i,duplicate:o}=await Q(jn,{input:{type:e.name,payloadText:r,...a&&{idempotencyKey:a},...s&&{organizationId:s}}});si(o?`It was published before: this is the first one.`:`Published: ${i.id}`),B(`EVENTS_READ`)?n(G.event(i.id)):B(`DELIVERIES_READ`)?n(Cr(G.live,{type:e.name})):t()}),children:[H(`p`,{children:`A real event: every endpoint that wants it receives it.`}),H(U,{label:`Payload (JSON)`,lines:8,mono:!0,name:`payloadText`,issues:f,value:r,onInput:i}),B(`ADMIN`)&&H(vr,{name:`organizationId`,value:s,onInput:c}),H(U,{label:`Idempotency key`,name:`idempotencyKey`,issues:f,value:a,onInput:o,hint:`The same one again within 7 days is the first event.`})]})}var ic=[{head:`Name`,kind:`main`,cell:({name:e,archivedAt:t})=>H(C,{children:[H(`a`,{class:`strong mono`,href:G.eventType(e),children:e}),t&&H(`span`,{class:`tag`,children:`archived`})]})},{head:`Description`,kind:`wide`,cell:({description:e})=>e?H(`span`,{class:`clamp`,children:e}):H(`span`,{class:`quiet`,children:`–`})},{head:`Schema`,cell:({payloadSchema:e})=>e?`checked`:H(`span`,{class:`quiet`,children:`any payload`})},{head:`Created`,cell:({createdAt:e})=>H(Y,{at:e})}];function ac(){let{query:e,path:t,route:n}=F(),[r,i]=M(!1),a=e.archived===`true`,o=tr(Tn,{includeArchived:a},({eventTypes:e})=>e);return H(X,{title:`Event types`,actions:H(Z,{scope:`ADMIN`,icon:`plus`,kind:`primary`,onAct:()=>i(!0),children:`New event type`}),children:[H(`div`,{class:`filters`,children:H(`label`,{class:`check`,children:[H(`input`,{type:`checkbox`,checked:a,onChange:()=>n(Cr(t,{archived:a?void 0:`true`}),!0)}),`Archived ones too`]})}),H(wi,{label:`Event types`,pages:o,columns:ic,empty:H(J,{title:`No event types yet`,example:Br,children:H(`p`,{children:`The catalogue says what may be published. Whoever has the scope ADMIN writes it:`})})}),r&&H(oc,{onClose:()=>i(!1),onMade:e=>n(G.eventType(e))})]})}function oc({onClose:e,onMade:t}){let[n,r]=M({name:``,description:``,payloadSchema:``,example:``}),{busy:i,failure:a,start:o}=ka(),s=e=>({name:e,issues:a?.issues??[],value:n[e],onInput:t=>r(n=>({...n,[e]:t}))});return H(ba,{title:`New event type`,submit:`Create event type`,busy:i,failure:a,onClose:e,onSubmit:()=>void o(async()=>{let{eventType:e}=await Q(On,{input:{name:n.name.trim(),...n.description.trim()&&{description:n.description.trim()},...sc(`payloadSchema`,n.payloadSchema),...sc(`example`,n.example)}});t(e.name)}),children:[H(U,{label:`Name`,required:!0,mono:!0,placeholder:`invoice.paid`,...s(`name`)}),H(U,{label:`Description`,...s(`description`)}),H(U,{label:`Example of a payload (JSON)`,lines:4,mono:!0,...s(`example`)}),H(U,{label:`JSON Schema (draft 2020-12)`,lines:4,mono:!0,hint:`None: any payload.`,...s(`payloadSchema`)})]})}function sc(e,t){if(t.trim()===``)return{};try{return{[e]:JSON.parse(t)}}catch(t){let n=`This is not JSON: ${t.message}`;throw new I(`VALIDATION_FAILED`,`A field is not JSON.`,{issues:[{path:[e],message:n}]})}}function cc(e){return e.__typename===`AttemptRecorded`?e.outcome===`SUCCEEDED`?``:`failing`:`remark`}var lc=e=>[{head:`Time`,cell:({occurredAt:e})=>H(Ni,{at:e})},{head:`What`,kind:`main`,cell:e=>H(dc,{item:e})},{head:`Outcome`,cell:e=>e.__typename===`AttemptRecorded`&&H(Xr,{outcome:e.outcome})},{head:`Answer`,cell:e=>e.__typename===`AttemptRecorded`&&H(`span`,{class:`nowrap`,children:[e.responseStatus!==null&&H(C,{children:[H(Li,{status:e.responseStatus,outcome:e.outcome}),` `]}),H(`span`,{class:`quiet`,children:ti(e.durationMs)})]})},{head:`Endpoint`,cell:t=>`endpointId`in t&&H(`a`,{class:`clamp`,href:G.endpoint(t.endpointId),children:e(t.endpointId)})},{head:`Delivery then`,cell:e=>`deliveryStatus`in e&&H(C,{children:[H(Jr,{status:e.deliveryStatus}),e.__typename===`AttemptRecorded`&&e.nextAttemptAt&&H(uc,{at:e.nextAttemptAt})]})}];function uc({at:e}){return ji(e)?null:H(`span`,{class:`quiet`,children:[` `,`next `,H(Y,{at:e,isDue:!0})]})}function dc({item:e}){switch(e.__typename){case`AttemptRecorded`:return H(C,{children:[H(`a`,{class:`strong`,href:G.delivery(e.deliveryId),children:e.eventType}),` `,H(`span`,{class:`quiet`,children:[`attempt `,e.attemptNumber]}),e.isTest&&H(`span`,{class:`tag`,children:`test`})]});case`DeliveryStatusChanged`:return H(C,{children:[H(`a`,{class:`strong`,href:G.delivery(e.deliveryId),children:[`Delivery `,Ri(e.deliveryId)]}),` `,H(`span`,{class:`quiet`,children:[`was `,e.previousDeliveryStatus.toLowerCase(),`, changed by hand`]})]});case`EndpointStatusChanged`:return H(C,{children:[H(`span`,{class:`strong`,children:`Endpoint `}),e.endpointStatus?H(Yr,{status:e.endpointStatus}):`deleted`,H(`span`,{class:`quiet`,children:[` `,`was `,e.previousStatus.toLowerCase(),e.disabledReason&&`; ${Gr[e.disabledReason]??e.disabledReason}`]})]});case`FeedGap`:return H(`span`,{class:`bad-text`,children:[H(W,{name:`warning`}),` A gap: what happened between `,Pi(e.missedSince),` and this moment is no longer in the feed. The deliveries still have it.`]});default:return null}}var fc=200,pc=100;function mc(e){let[t,n]=M([]),[r,i]=M(!1),[a,o]=M(0),s=P([]),c=P(0),l=P(!1),u=P(void 0);function d(){if(u.current=void 0,l.current){o(c.current);return}c.current=0;let e=s.current.splice(0).reverse();e.length>0&&n(t=>[...e,...t].slice(0,fc)),o(0)}return N(()=>(s.current=[],c.current=0,n([]),o(0),()=>{clearTimeout(u.current),u.current=void 0}),[e]),{items:t,waiting:a,isPaused:r,clear:()=>n([]),setPaused(e){l.current=e,i(e),d()},add(e){s.current.length===fc&&s.current.shift(),s.current.push(e),c.current+=1,u.current??=setTimeout(d,pc)}}}var hc=50;function gc(){return B(`DELIVERIES_READ`)?H(_c,{}):H(X,{title:`Live`,children:H(Si,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function _c(){let{query:e,path:t,route:n}=F(),r={...Wn(),...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...e.outcome&&{outcome:e.outcome.split(`,`)}},{items:i,waiting:a,isPaused:o,setPaused:s,clear:c,add:l}=mc(JSON.stringify(r)),u=i.flatMap(e=>`endpointId`in e?[e.endpointId]:[]),{options:d,nameOf:f}=Hi(e.endpoint,u),{state:p,reconnectNow:m}=fo(r,l,hc);Dr(`p`,()=>s(!o));let h=Object.keys(e).length>0;return H(X,{title:`Live`,heading:`Live attempts`,actions:H(C,{children:[H(`button`,{type:`button`,onClick:()=>s(!o),title:`Key: p`,"aria-keyshortcuts":`p`,children:[H(W,{name:o?`play`:`pause`}),o?`Continue${a>0?` (${K(a)} new)`:``}`:`Pause`]}),H(`button`,{type:`button`,onClick:c,children:`Clear`})]}),children:[H(`div`,{class:`filters`,children:[H(yc,{endpoints:d}),h&&H(`button`,{type:`button`,class:`link`,onClick:()=>n(t,!0),children:`Without filters`}),H(za,{state:p,onRetry:m})]}),p.phase===`failed`&&p.failure&&H(q,{failure:p.failure}),i.length===0?H(bc,{isFiltered:h}):H(Ci,{label:`Live attempts`,columns:lc(f),rows:i,keyOf:({cursor:e})=>e,rowClass:cc,isCompact:!0})]})}var vc=[{value:ei.filter(({value:e})=>e!==`SUCCEEDED`).map(({value:e})=>e).join(`,`),label:`Any failure`},...ei];function yc({endpoints:e}){let{query:t,path:n,route:r}=F(),i=hr(),a=(e,i)=>({options:i,value:t[e],onChoose:i=>r(Cr(n,{...t,[e]:i}),!0)});return H(C,{children:[H(fr,{label:`Endpoint`,any:`Any endpoint`,...a(`endpoint`,e)}),H(fr,{label:`Event type`,any:`Any event type`,...a(`type`,i)}),H(fr,{label:`Outcome`,any:`Any outcome`,...a(`outcome`,vc)})]})}function bc({isFiltered:e}){let t=`Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.`;return e?H(J,{title:`Nothing like this yet`,children:H(`p`,{children:t})}):H(J,{title:`Waiting for the next attempt`,example:zr,children:H(`p`,{children:t})})}function xc(){let[e,t]=M(Yn??``),{busy:n,failure:r,start:i}=ka(),a=P(null),o=r??Vn.value;return N(()=>{document.title=`Sign in · Hookline`},[]),Ne(()=>a.current?.querySelector(`input`)?.focus(),[]),H(`main`,{id:`main`,class:`sign-in`,children:[H(`div`,{class:`sign-in-theme`,children:H(Ir,{})}),H(`h1`,{children:[H(br,{size:28}),`Hookline`]}),H(`form`,{ref:a,class:`panel`,onSubmit:t=>{t.preventDefault(),!n&&e.trim()!==``&&i(()=>Gn(e.trim()))},children:[H(U,{label:`API key`,type:`password`,value:e,onInput:t,placeholder:`hk_…`,required:!0,mono:!0,hint:e===Yn?`Filled in is the key of this development server.`:`Or a token (JWT), if this server takes them. It is kept until this tab is closed.`}),o&&H(q,{failure:o}),H(`button`,{type:`submit`,class:`primary`,"aria-disabled":n,children:n?`Signing in…`:`Sign in`})]}),H(`p`,{class:`quiet`,children:`You see what your key may see, through the public API. Where it lacks a scope, the page says which.`})]})}var Sc=/^\/(console(\/|$)|$|\?)/;function Cc(){return H(C,{children:[Hn.value?Bn.value?H(wc,{}):H(Dc,{}):H(xc,{}),H(ci,{})]})}function wc(){return H(Ze,{scope:Sc,children:[H(`a`,{class:`skip`,href:`#main`,children:`Skip to the page`}),H(Pr,{}),H(Tc,{})]})}function Tc(){let{path:e}=F();return Ec(e)?H($e,{children:[H(it,{path:G.endpoints,component:Js}),H(it,{path:`/console`,component:Js}),H(it,{path:`/console/endpoints`,component:Js}),H(it,{path:G.endpoint(`:id`),component:Ps}),H(it,{path:G.live,component:gc}),H(it,{path:G.deliveries,component:Da}),H(it,{path:G.delivery(`:id`),component:go}),H(it,{path:G.eventTypes,component:ac}),H(it,{path:`/console/event-types/:name`,component:ec}),H(it,{path:G.event(`:id`),component:$s}),H(it,{default:!0,component:Oc})]}):H(Oc,{})}function Ec(e){try{return decodeURIComponent(e)!==``}catch{return!1}}function Dc(){let[e,t]=M(null),n=()=>{t(null),Kn().catch(e=>t(ar(e)))};return N(n,[]),H(`main`,{id:`main`,children:e?H(q,{failure:e,onRetry:n}):H(xi,{})})}function Oc(){return H(X,{title:`Nothing here`,children:H(J,{title:`No page has this address`,children:H(`p`,{children:[`Begin at the `,H(`a`,{href:G.endpoints,children:`endpoints`}),`.`]})})})}dt(),ge(H(Cc,{}),document.getElementById(`app`));