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
    `),Ln=`hookline.key`,Rn=`hookline.organization`,zn=Mt(sessionStorage.getItem(Ln)),Bn=Mt(null),Vn=Mt(null),Hn=Lt(()=>zn.value!==null),Un=Mt(sessionStorage.getItem(Rn));Ht(()=>{Un.value===null?sessionStorage.removeItem(Rn):sessionStorage.setItem(Rn,Un.value)});var Wn=()=>Un.value===null?{}:{organizationId:Un.value};function B(e){let t=Bn.value?.scopes??[];return t.includes(`ADMIN`)||t.includes(e)}async function Gn(e){let t=await vt(e,Fn,{});sessionStorage.setItem(Ln,e),Vn.value=null,Bn.value=t.viewer,zn.value=e}async function Kn(){Bn.value=(await V(Fn,{})).viewer}function qn(e=null){sessionStorage.removeItem(Ln),Un.value=null,Vn.value=e,zn.value=null,Bn.value=null}async function V(e,t,n){let r=zn.value;if(r===null)throw new I(`MISSING_API_KEY`,`You are signed out.`);try{return await vt(r,e,t,n)}catch(e){throw e instanceof I&&e.isOfCredential&&zn.value===r&&qn(e),e}}var Jn=()=>({authorization:`Bearer ${zn.value??``}`}),Yn=document.querySelector(`meta[name="development-key"]`)?.content||null,Xn=1e4;function Zn(e){let t=P(e);t.current=e;let n=P(null),r=P(null),i=P(!1);return N(()=>()=>{i.current=!0},[]),Fe(()=>{let e=async()=>{if(r.current=null,i.current)return;let e={done:t.current(),since:Date.now()};n.current=e,await e.done,n.current===e&&(n.current=null)};return!n.current||Date.now()-n.current.since>Xn?e():(r.current??=n.current.done.then(e),r.current)},[])}function Qn(e,t){let n=JSON.stringify(t),[r,i]=M({of:``,data:null,failure:null}),[a,o]=M(t!==null),s=P(null),c=Fe(async()=>{if(n===`null`)return;s.current?.abort();let t=new AbortController;s.current=t,o(!0);try{let r=await V(e,JSON.parse(n),t.signal);t.signal.aborted||i({of:n,data:r,failure:null})}catch(e){if(t.signal.aborted)return;let r=ar(e);i(e=>({of:n,data:e.of===n?e.data:null,failure:r}))}t.signal.aborted||o(!1)},[e,n]);N(()=>(c(),()=>s.current?.abort()),[c]);let l=Zn(c);N(()=>{let e=()=>void l();return addEventListener(`focus`,e),()=>removeEventListener(`focus`,e)},[l]);let u=r.of===n;return{data:u?r.data:null,failure:u?r.failure:null,loading:a||!u&&n!==`null`,reload:l}}var $n=25,er=100;function tr(e,t,n,{changes:r=0,pageSize:i=$n,madeAt:a,within:o}={}){let s=JSON.stringify(t&&{...t,within:o}),[c,l]=M({of:``,page:null,failure:null}),[u,d]=M(t!==null),f=P(null),p=P(i),m=P(null),h=P(null),g=P(``);async function _(t){if(s===`null`)return;f.current?.abort();let r=new AbortController;f.current=r,d(!0),t===null&&(m.current??=o===void 0?null:rr(o));try{let i=t;do{let t=Math.min(p.current-(i?.nodes.length??0),er),a=i?.pageInfo.endCursor??null,o=n(await V(e,{...nr(s,m.current,h.current),first:t,...a&&{after:a}},r.signal));if(r.signal.aborted)return;i=o&&{...o,nodes:[...i?.nodes??[],...o.nodes]}}while(i?.pageInfo.hasNextPage&&i.nodes.length<p.current);l({of:s,page:i,failure:null});let o=a&&i?ir(i.nodes.map(a)):null;st({list:{of:s,rows:p.current,since:m.current,until:o}},g.current)}catch(e){if(r.signal.aborted)return;let t=ar(e);l(e=>({of:s,page:e.of===s?e.page:null,failure:t}))}d(!1)}N(()=>{g.current=location.href;let{list:e}=ot(),t=e?.of===s;return p.current=t?e.rows:i,m.current=t?e.since:null,h.current=t?e.until:null,_(null),()=>f.current?.abort()},[e,s]);let v=c.of===s?c.page:null,y=Zn(()=>(m.current=null,h.current=null,_(null)));return N(()=>{r>0&&y()},[r]),{rows:v?.nodes??null,totalCount:v?.totalCount??null,failure:c.of===s?c.failure:null,loading:u||c.of!==s&&s!==`null`,hasMore:v?.pageInfo.hasNextPage??!1,more(){return p.current=(v?.nodes.length??0)+i,_(v)},reload:y}}function nr(e,t,n){let{within:r,...i}=JSON.parse(e);return t===null&&n===null?i:{...i,filter:{...i.filter,...t&&{since:t},...n&&{until:n}}}}var rr=e=>new Date(Date.now()-e).toISOString();function ir(e){return e.length===0?null:new Date(Math.max(...e.map(Date.parse))+1).toISOString()}function ar(e){return e instanceof I?e:new I(`UNEXPECTED_ANSWER`,e instanceof Error?e.message:String(e))}var or=Symbol.for(`pv`),sr=0;Array.isArray;function H(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:or,__v:--sr,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function U({type:e=`text`,lines:t=1,placeholder:n,required:r=!1,mono:i=!1,...a}){let o=Le(),{label:s,value:c,onInput:l,hint:u}=a,d=lr(a),f={id:o,value:c,placeholder:n,required:r,spellcheck:!1,autocomplete:`off`,class:i?`mono`:``,...ur(o,u,d)};return H(`div`,{class:`field`,children:[H(`label`,{for:o,children:s}),t>1?H(`textarea`,{...f,rows:t,onInput:e=>l(e.currentTarget.value)}):H(`input`,{...f,type:e,onInput:e=>l(e.currentTarget.value)}),H(dr,{id:`${o}-hint`,hint:u,issue:d})]})}function cr({options:e,...t}){let n=Le(),r=lr(t);return H(`div`,{class:`field`,children:[H(`label`,{for:n,children:t.label}),H(`select`,{id:n,value:t.value,...ur(n,t.hint,r),onChange:e=>t.onInput(e.currentTarget.value),children:e.map(({value:e,label:t})=>H(`option`,{value:e,children:t},e))}),H(dr,{id:`${n}-hint`,hint:t.hint,issue:r})]})}var lr=({issues:e=[],name:t})=>e.find(e=>t!==void 0&&`${ht(e)}.`.startsWith(`${t}.`)),ur=(e,t,n)=>({"aria-invalid":n?!0:void 0,"aria-describedby":t||n?`${e}-hint`:void 0});function dr({id:e,hint:t,issue:n}){return!t&&!n?null:H(`div`,{id:e,class:n?`hint bad`:`hint`,children:n?n.message:t})}function fr({label:e,any:t,value:n,options:r,onChoose:i}){let a=n!==void 0&&n!==``&&!r.some(e=>e.value===n);return H(`select`,{"aria-label":e,value:n??``,onChange:e=>i(e.currentTarget.value),children:[H(`option`,{value:``,children:t}),a&&H(`option`,{value:n,children:n}),r.map(e=>H(`option`,{value:e.value,children:e.label},e.value))]})}var pr=5e3;function mr({failure:e,reload:t}){N(()=>{if(!e)return;let n=setTimeout(()=>void t(),pr);return()=>clearTimeout(n)},[e])}function hr(){let[e,t]=M([]);return N(()=>{let e=new AbortController,n,r=async()=>{try{t(await gr(e.signal))}catch{e.signal.aborted||(n=setTimeout(()=>void r(),pr))}};return r(),()=>{e.abort(),clearTimeout(n)}},[]),e.map(e=>({value:e,label:e}))}async function gr(e){let t=[],n=null;do{let{eventTypes:r}=await V(En,{after:n},e);t.push(...r.nodes.map(({name:e})=>e)),n=r.pageInfo.hasNextPage?r.pageInfo.endCursor:null}while(n!==null);return t}function _r(e=``){let t=Un.value,n=Qn(In,{search:e||null,chosen:t??``,isChosen:t!==null});mr(n);let{data:r}=n,i=r?.organizations.nodes??[],a=t!==null&&!i.some(({id:e})=>e===t),o={id:t??``,name:r?r.chosen?.name??t??``:`…`};return{options:(a?[o,...i]:i).map(({id:e,name:t})=>({value:e,label:t})),hasMore:r?.organizations.pageInfo.hasNextPage??!1}}function vr(e){let{options:t}=_r(),n=Bn.value?.organization;return H(cr,{label:`Organization`,...e,options:[{value:``,label:n?`${n.name} (the key’s own)`:`Choose one`},...t]})}var yr={check:`M3.5 8.5l3 3 6-7`,cross:`M4 4l8 8M12 4l-8 8`,clock:`M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,retry:`M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9`,minus:`M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,pause:`M5.5 3.5v9M10.5 3.5v9`,play:`M5 3.5l7 4.5-7 4.5z`,ban:`M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,hourglass:`M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5`,unplugged:`M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z`,shield:`M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z`,search:`M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z`,copy:`M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z`,sun:`M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z`,moon:`M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z`,system:`M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5`,exit:`M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3`,warning:`M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1`,plus:`M8 3v10M3 8h10`,flask:`M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5`};function W({name:e,size:t=14}){return H(`svg`,{class:`icon`,width:t,height:t,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:H(`path`,{d:yr[e]})})}function br({size:e}){return H(`svg`,{class:`icon mark`,width:e,height:e,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:[H(`path`,{d:`M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2`}),H(`circle`,{cx:`5`,cy:`3`,r:`1.5`})]})}var xr=250;function Sr(e,t){let[n,r]=M(e),i=P(e),a=P(t);return a.current=t,N(()=>{if(n===i.current)return;let e=setTimeout(()=>{i.current=n,a.current(n)},xr);return()=>clearTimeout(e)},[n]),N(()=>{e!==i.current&&(i.current=e,r(e))},[e]),[n,r]}var G={endpoints:`/`,endpoint:e=>`/console/endpoints/${e}`,live:`/console/live`,deliveries:`/console/deliveries`,delivery:e=>`/console/deliveries/${e}`,eventTypes:`/console/event-types`,eventType:e=>`/console/event-types/${encodeURIComponent(e)}`,event:e=>`/console/events/${e}`};function Cr(e,t){let n=Object.entries(t).filter(e=>!!e[1]);return n.length===0?e:`${e}?${new URLSearchParams(n)}`}var wr=/^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;function Tr(){let{route:e,url:t}=F(),[n,r]=M(``),[i,a]=M(null),[o,s]=M(!1),c=P(null),l=P(null);Or(`/`,()=>c.current?.focus());let u=()=>{l.current?.abort(),s(!1)};Ne(()=>u,[t]);async function d(){let t=n.trim();if(t===``)return;a(null),u();let i=new AbortController;l.current=i;let{signal:o}=i;s(!0);try{let n=await Er(t,o);if(o.aborted)return;if(n===null){a(`Nothing that you may see has this id or idempotency key.`);return}r(``),c.current?.blur(),e(n)}catch(e){o.aborted||a(ar(e).message)}finally{o.aborted||s(!1)}}return H(`search`,{children:[H(`form`,{class:`search`,onSubmit:e=>{e.preventDefault(),d()},children:[H(W,{name:`search`}),H(`input`,{ref:c,type:`search`,"aria-label":`Find by id or idempotency key`,placeholder:`evt_… · dlv_… · idempotency key`,spellcheck:!1,autocomplete:`off`,value:n,"aria-invalid":i?!0:void 0,"aria-describedby":`search-said`,onInput:e=>{u(),r(e.currentTarget.value),a(null)}}),H(`kbd`,{children:`/`})]}),H(`div`,{id:`search-said`,class:i?`search-said bad`:`search-said`,role:`status`,children:o?`Searching…`:i})]})}async function Er(e,t){let n=e.toLowerCase();switch(wr.exec(n)?.[1]){case`ep`:return G.endpoint(n);case`evt`:return G.event(n);case`dlv`:return G.delivery(n);case`att`:{Dr(`DELIVERIES_READ`);let{node:e}=await V(on,{id:n},t);return e?.__typename===`DeliveryAttempt`?G.delivery(e.delivery.id):null}default:{Dr(`EVENTS_READ`);let{events:n}=await V(wn,{filter:{idempotencyKey:e,...Wn()}},t);return n.nodes[0]?G.event(n.nodes[0].id):null}}}function Dr(e){if(!B(e))throw new I(`FORBIDDEN`,`Your key lacks the scope ${e}.`)}function Or(e,t){let n=P(t);n.current=t,N(()=>{let t=t=>{let r=t.target instanceof Element&&t.target.closest(`input, textarea, select, dialog`);t.key!==e||r||t.ctrlKey||t.metaKey||t.altKey||(t.preventDefault(),n.current())};return addEventListener(`keydown`,t),()=>removeEventListener(`keydown`,t)},[e])}var kr=`hookline.theme`,Ar=localStorage.getItem(kr),jr=Mt(Ar===`light`||Ar===`dark`?Ar:`system`);Ht(()=>{jr.value===`system`?(localStorage.removeItem(kr),delete document.documentElement.dataset.theme):(localStorage.setItem(kr,jr.value),document.documentElement.dataset.theme=jr.value)});var Mr={system:`light`,light:`dark`,dark:`system`};function Nr(){jr.value=Mr[jr.value]}var Pr=[{href:G.endpoints,text:`Endpoints`,under:/^\/($|console$|console\/endpoints)/},{href:G.live,text:`Live`,under:/^\/console\/live/},{href:G.deliveries,text:`Deliveries`,under:/^\/console\/(deliveries|events)/},{href:G.eventTypes,text:`Event types`,under:/^\/console\/event-types/}];function Fr(){let{path:e}=F();return H(`header`,{children:[H(`a`,{class:`brand`,href:G.endpoints,"aria-label":`Hookline: endpoints`,children:[H(br,{size:20}),H(`span`,{children:`Hookline`})]}),H(`nav`,{"aria-label":`Pages`,children:Pr.map(({href:t,text:n,under:r})=>H(`a`,{href:t,"aria-current":r.test(e)?`page`:void 0,children:n},t))}),H(Tr,{}),H(`div`,{class:`who`,children:[B(`ADMIN`)&&H(Rr,{}),H(Lr,{}),H(`button`,{type:`button`,class:`bare`,onClick:()=>qn(),"aria-label":`Sign out`,title:`Sign out (${Bn.value?.organization?.name??Bn.value?.subject})`,children:H(W,{name:`exit`,size:16})})]})]})}var Ir={system:[`system`,`Theme: as the system has it`],light:[`sun`,`Theme: light`],dark:[`moon`,`Theme: dark`]};function Lr(){let[e,t]=Ir[jr.value];return H(`button`,{type:`button`,class:`bare`,onClick:Nr,"aria-label":t,title:t,children:H(W,{name:e,size:16})})}function Rr(){let[e,t]=M(``),[n,r]=Sr(``,e=>t(e.trim())),{options:i,hasMore:a}=_r(e);return H(C,{children:[(e!==``||n!==``||a)&&H(`input`,{type:`search`,"aria-label":`Find an organization`,placeholder:`Find organization`,value:n,onInput:e=>r(e.currentTarget.value)}),H(`select`,{"aria-label":`Organization`,value:Un.value??``,onChange:e=>{Un.value=e.currentTarget.value||null},children:[H(`option`,{value:``,children:`All organizations`}),i.map(({value:e,label:t})=>H(`option`,{value:e,children:t},e))]})]})}var zr=`mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`,Br=`mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`,Vr=`mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`,Hr={PENDING:[`Pending`,`idle`,`clock`],RETRYING:[`Retrying`,`warn`,`retry`],SUCCEEDED:[`Succeeded`,`good`,`check`],FAILED:[`Failed`,`bad`,`cross`],CANCELED:[`Canceled`,`idle`,`minus`]},Ur={ACTIVE:[`Active`,`good`,`check`],PAUSED:[`Paused`,`warn`,`pause`],DISABLED:[`Disabled`,`bad`,`ban`]},Wr={SUCCEEDED:[`Succeeded`,`good`,`check`],REJECTED:[`Rejected`,`bad`,`cross`],TIMED_OUT:[`Timed out`,`bad`,`hourglass`],CONNECTION_FAILED:[`No connection`,`bad`,`unplugged`],BLOCKED:[`Blocked`,`bad`,`shield`]},Gr={RETRIES_EXHAUSTED:`its last retry failed`,ENDPOINT_GONE:`the endpoint answered 410 Gone`,ENDPOINT_DISABLED:`its endpoint was disabled`,ENDPOINT_DELETED:`its endpoint was deleted`,CANCELED_BY_USER:`somebody canceled it`,BACKLOG_EXPIRED:`it waited longer than it may`},Kr={MANUAL:`by hand`,GONE:`it answered 410 Gone`,PERSISTENT_FAILURE:`it failed for 5 days`};function qr({tone:e,icon:t,children:n}){return H(`span`,{class:`badge ${e}`,children:[H(W,{name:t,size:12}),n]})}function Jr({look:e,name:t}){let[n,r,i]=e??[t,`idle`,`minus`];return H(qr,{tone:r,icon:i,children:n})}var Yr=({status:e})=>H(Jr,{look:Hr[e],name:e}),Xr=({status:e})=>H(Jr,{look:Ur[e],name:e}),Zr=({outcome:e})=>H(Jr,{look:Wr[e],name:e}),Qr=e=>Object.entries(e).map(([e,[t]])=>({value:e,label:t})),$r=Qr(Hr),ei=Qr(Ur),ti=Qr(Wr);function ni(e){return e==null?`–`:e<1e3?`${e} ms`:e<6e4?`${(e/1e3).toFixed(e<1e4?2:1)} s`:`${(e/6e4).toFixed(1)} min`}var ri=new Intl.NumberFormat(`en`),K=e=>ri.format(e);function ii(e){return e==null?`–`:e===1?`100 %`:`${Math.min(99.9,Math.round(e*1e3)/10).toFixed(1)} %`}function ai({label:e,children:t}){return H(`pre`,{class:`code`,role:`group`,"aria-label":e,tabIndex:0,children:t})}var oi=6e3,si=Mt(null);function ci(e,t=`good`){let n=(si.value?.number??0)+1;si.value={text:e,tone:t,number:n},setTimeout(()=>{si.value?.number===n&&(si.value=null)},oi)}function li(){return H(`div`,{class:`said`,role:`status`,"aria-live":`polite`,children:si.value&&H(`p`,{class:si.value.tone,children:si.value.text})})}var ui=2e3;async function di(e){try{await navigator.clipboard.writeText(e)}catch{return ci(`The browser does not let this page copy. Select the text instead.`,`bad`),!1}return ci(`Copied.`),!0}function fi({text:e,label:t}){let[n,r]=M(!1);async function i(){await di(e)&&(r(!0),setTimeout(()=>r(!1),ui))}return H(`button`,{type:`button`,class:`copy`,onClick:i,children:[H(W,{name:n?`check`:`copy`}),H(`span`,{children:t})]})}function pi({id:e}){return H(`span`,{class:`id`,children:[H(`code`,{children:e}),H(mi,{id:e})]})}function mi({id:e}){return H(`button`,{type:`button`,class:`bare`,"aria-label":`Copy ${e}`,title:`Copy`,onClick:()=>void di(e),children:H(W,{name:`copy`})})}var hi=Mt([]),gi=(e,t)=>e.element.compareDocumentPosition(t.element)&Node.DOCUMENT_POSITION_FOLLOWING?-1:1;function _i(e,{code:t,message:n},r){let i=P(r);i.current=r;let a=r!==void 0;Ne(()=>{if(!a||!e.current)return;let r={element:e.current,code:t,message:n,retry:()=>i.current?.()};return hi.value=[...hi.value,r].sort(gi),()=>{hi.value=hi.value.filter(e=>e!==r)}},[t,n,a]);let o=hi.value.filter(e=>e.code===t&&e.message===n),s=o[0]?.element;return{isRepeated:a&&s!==void 0&&s!==e.current,retry:()=>{for(let{retry:e}of o)e()}}}var vi={CHANGED_MEANWHILE:`Save again to replace that by what stands here, or change it first.`,FORBIDDEN:`Sign in with a key that has the scope.`,RATE_LIMITED:`Wait a little, then try again.`,REQUEST_TIMEOUT:`Ask for less at once: a narrower filter, or a shorter time.`,INTERNAL_SERVER_ERROR:`Look for the error id in the server’s log.`};function q({failure:e,onRetry:t}){let n=P(null),{isRepeated:r,retry:i}=_i(n,e,t);return r?H(`div`,{ref:n,class:`quiet`,children:`This could not be read either, as is said above.`}):H(`div`,{ref:n,class:`fault`,role:`alert`,children:[H(W,{name:`warning`,size:16}),H(`div`,{children:[H(`strong`,{children:yi(e)}),e.issues.length>0&&H(`ul`,{children:e.issues.map(e=>H(`li`,{children:[H(bi,{issue:e}),` `,e.message,e.suggestion&&!e.message.includes(e.suggestion)&&H(C,{children:[` `,`Did you mean `,H(`code`,{children:e.suggestion}),`?`]})]},e.path.join(`.`)+e.message))}),vi[e.code]&&H(`p`,{children:vi[e.code]}),e.errorId&&H(`p`,{class:`quiet`,children:[e.code,` · error id `,H(`code`,{children:e.errorId})]})]}),t&&H(`button`,{type:`button`,onClick:i,children:`Try again`})]})}function yi({code:e,message:t,issues:n}){return n.length===0||e===`CHANGED_MEANWHILE`?t:`This was not accepted:`}function bi({issue:e}){return e.label?H(C,{children:[e.label,`:`]}):e.path.length>0?H(`code`,{children:ht(e)}):null}function J({title:e,children:t,example:n}){return H(`div`,{class:`empty`,children:[H(`h2`,{children:e}),t&&H(`div`,{children:t}),n&&H(xi,{text:n,name:`example`})]})}function xi({text:e,name:t}){return H(`div`,{class:`snippet`,children:[H(ai,{label:`The ${t}`,children:e}),H(fi,{text:e,label:`Copy the ${t}`})]})}function Si({rows:e=5}){return H(`div`,{class:`skeleton`,role:`status`,"aria-label":`Loading`,children:Array.from({length:e},(e,t)=>H(`span`,{},t))})}function Ci({scope:e,what:t}){return H(J,{title:`This key may not see ${t}`,children:H(`p`,{children:[`It lacks the scope `,H(`code`,{children:e}),`. Whoever has `,H(`code`,{children:`API_KEYS_WRITE`}),` can make one that has it.`]})})}function wi({label:e,columns:t,rows:n,keyOf:r,rowClass:i=()=>``,isCompact:a=!1}){return H(`table`,{class:a?`rows compact`:`rows`,"aria-label":e,children:[H(`thead`,{children:H(`tr`,{children:t.map(({head:e,kind:t=``})=>H(`th`,{scope:`col`,class:t,children:e},e))})}),H(`tbody`,{children:n.map(e=>H(`tr`,{class:i(e),children:t.map(({head:t,cell:n,kind:r=``})=>H(`td`,{class:r,"data-head":t,children:n(e)},t))},r(e)))})]})}function Ti({label:e,pages:t,columns:n,empty:r}){let{rows:i,failure:a,loading:o}=t,s=()=>void t.reload();return i?H(C,{children:[a&&H(q,{failure:a,onRetry:s}),i.length===0?r:H(wi,{label:e,columns:n,rows:i,keyOf:e=>e.id}),t.hasMore&&H(Ei,{count:i.length,loading:o,onMore:()=>void t.more()})]}):a?H(q,{failure:a,onRetry:s}):H(Si,{})}function Ei({count:e,loading:t,onMore:n}){let r=P(null),i=P(e);return Ne(()=>()=>{if(!r.current?.contains(document.activeElement))return;let e=r.current.previousElementSibling;queueMicrotask(()=>{e?.querySelectorAll(`tbody tr`)[i.current]?.querySelector(`a`)?.focus()})},[]),H(`p`,{ref:r,class:`more`,children:H(`button`,{type:`button`,"aria-disabled":t,onClick:()=>{t||(i.current=e,n())},children:t?`Loading…`:`Load more`})})}var Di=Mt(Date.now());setInterval(()=>{Di.value=Date.now()},5e3);var Oi=new Intl.RelativeTimeFormat(`en`,{numeric:`always`,style:`narrow`}),ki=new Intl.DateTimeFormat(`en-GB`,{dateStyle:`medium`,timeStyle:`long`}),Ai=[[60,1,`second`],[3600,60,`minute`],[86400,3600,`hour`],[1/0,86400,`day`]];function ji(e){let t=(e-Math.max(Di.value,Date.now()))/1e3;if(Math.abs(t)<2)return`now`;let[,n,r]=Ai.find(([e])=>Math.abs(t)<e)??Ai[3];return Oi.format(Math.trunc(t/n),r)}var Mi=e=>Date.parse(e)<=Math.max(Di.value,Date.now());function Y({at:e,none:t=`–`,isDue:n=!1}){return e?H(`time`,{dateTime:e,title:ki.format(new Date(e)),children:n&&Mi(e)?`due now`:ji(Date.parse(e))}):H(`span`,{class:`quiet`,children:t})}var Ni=new Intl.DateTimeFormat(`en-GB`,{timeStyle:`medium`});function Pi({at:e}){let t=new Date(e);return H(`time`,{class:`mono`,dateTime:e,title:ki.format(t),children:[Ni.format(t),H(`span`,{class:`quiet`,children:[`.`,String(t.getMilliseconds()).padStart(3,`0`)]})]})}var Fi=e=>ki.format(new Date(e)),Ii=[{head:`Delivery`,kind:`main`,cell:e=>H(C,{children:[H(`a`,{class:`strong`,href:G.delivery(e.id),children:e.event.type}),e.isTest&&H(`span`,{class:`tag`,children:`test`}),H(`div`,{class:`quiet mono`,children:zi(e.id)})]})},{head:`Status`,cell:e=>H(Yr,{status:e.status})},{head:`Endpoint`,cell:({endpoint:e,endpointId:t})=>e?H(`a`,{class:`clamp`,href:G.endpoint(t),children:e.name??e.url}):H(`span`,{class:`quiet`,children:`deleted`})},{head:`Attempts`,kind:`number`,cell:({attemptCount:e})=>K(e)},{head:`Last answer`,cell:({lastAttempt:e})=>e?H(`span`,{class:`nowrap`,children:[H(Ri,{status:e.responseStatus,outcome:e.outcome}),` `,H(`span`,{class:`quiet`,children:ni(e.durationMs)})]}):H(`span`,{class:`quiet`,children:`–`})},{head:`Next attempt`,cell:({nextAttemptAt:e})=>H(Y,{at:e,isDue:!0})},{head:`Created`,cell:({createdAt:e})=>H(Y,{at:e})}],Li=Ii.filter(({head:e})=>e!==`Endpoint`);function Ri({status:e,outcome:t}){let n=t===`SUCCEEDED`?`good-text`:`bad-text`;return e===null?H(`span`,{class:n,children:t.toLowerCase().replaceAll(`_`,` `)}):H(`span`,{class:`mono ${n}`,children:e})}var zi=e=>`${e.split(`_`)[0]}_…${e.slice(-8)}`;function Bi({pages:e,ofOneEndpoint:t=!1,empty:n}){return H(Ti,{label:`Deliveries`,pages:e,columns:t?Li:Ii,empty:n})}function Vi({rows:e}){return H(wi,{label:`Deliveries`,columns:Ii,rows:e,keyOf:e=>e.id})}var Hi=100;function Ui(e,t=[]){let n=Qn(un,B(`ENDPOINTS_READ`)?{filter:Wn()}:null);mr(n);let{data:r}=n,i=(r?.endpoints.nodes??[]).map(({id:e,name:t,url:n})=>({value:e,label:t??n})),a=new Map(i.map(({value:e,label:t})=>[e,t])),o=Wi(r?[...e?[e]:[],...t].filter(e=>!a.has(e)):[]),s=e&&o.get(e);return{options:s?[{value:e,label:s},...i]:i,nameOf:e=>a.get(e)??o.get(e)??zi(e)}}function Wi(e){let[t,n]=M(new Map),r=P(!1),i=P(!1);N(()=>()=>{i.current=!0},[]);let a=[...new Set(e)].filter(e=>!t.has(e)).slice(0,Hi);return N(()=>{r.current||a.length===0||(r.current=!0,V(dn,{ids:a}).then(({nodes:e})=>{let t=e.map(e=>e?.__typename===`Endpoint`?e.name??e.url:null);i.current||n(e=>new Map([...e,...a.map(Gi(t))]))}).catch(()=>void 0).finally(()=>{r.current=!1}))},[a.join()]),t}var Gi=e=>(t,n)=>[t,e[n]??null],Ki=!0,qi=()=>document.querySelector(`main h1`)?.focus({preventScroll:!0});function X({title:e,heading:t,actions:n,children:r}){let i=P(null);return N(()=>{document.title=`${e} · Hookline`},[e]),N(()=>{Ki?Ki=!1:(document.activeElement===document.body||document.activeElement?.closest(`header nav, main`))&&i.current?.focus({preventScroll:!0})},[]),H(`main`,{id:`main`,tabIndex:-1,children:[H(`div`,{class:`heading`,children:[H(`h1`,{ref:i,tabIndex:-1,children:t??e}),n&&H(`div`,{class:`buttons`,children:n})]}),r]})}function Ji({title:e,tools:t,children:n}){return H(`section`,{children:[H(`div`,{class:`section-head`,children:[H(`h2`,{children:e}),t&&H(`div`,{class:`buttons`,children:t})]}),n]})}function Yi({facts:e}){return H(`dl`,{class:`facts`,children:e.filter(([,e])=>e!=null&&e!==!1).map(([e,t])=>H(`div`,{children:[H(`dt`,{children:e}),H(`dd`,{children:t})]},e))})}var Xi=6e4,Zi=60*Xi,Qi=[{value:`1h`,label:`Last hour`,ms:Zi},{value:`24h`,label:`Last 24 hours`,ms:24*Zi},{value:`7d`,label:`Last 7 days`,ms:168*Zi}],$i=`range`,ea=[...Qi,{value:$i,label:`From – to…`}];function ta({within:e,since:t,until:n}){let r=Qi.find(({value:t})=>t===e);return r?{within:r.ms,span:{}}:{within:void 0,span:{...t&&{since:t},...n&&{until:n}}}}function na({query:e,onQuery:t}){let{within:n,span:r}=ta(e),i=P(null),a=i.current?.contains(document.activeElement)??!1,o=n===void 0&&(Object.keys(r).length>0||a),s=n=>t({...e,within:void 0,since:void 0,until:void 0,...n});return H(C,{children:[H(fr,{label:`Time`,any:`Any time`,value:o?$i:n===void 0?``:e.within,options:ea,onChoose:e=>{s(e===$i?{since:aa(rr(n??24*Zi))}:{within:e})}}),o&&H(`fieldset`,{ref:i,class:`span`,children:[H(`legend`,{class:`hidden`,children:[`Time, in `,ia()]}),H(ra,{label:`from`,at:r.since,onAt:e=>s({...r,since:e})}),H(ra,{label:`to`,at:r.until,onAt:e=>s({...r,until:e})}),H(`span`,{class:`quiet`,children:ia()})]})]})}function ra({label:e,at:t,onAt:n}){let[r,i]=Sr(oa(t),e=>{e.startsWith(`0`)||n(e===``?void 0:new Date(e).toISOString())});return H(`label`,{children:[e,` `,H(`input`,{type:`datetime-local`,max:`9999-12-31T23:59`,value:r,onInput:e=>i(e.currentTarget.value)})]})}var ia=()=>new Intl.DateTimeFormat().resolvedOptions().timeZone,aa=e=>new Date(Math.floor(Date.parse(e)/Xi)*Xi).toISOString();function oa(e){let t=e===void 0?NaN:Date.parse(e);if(Number.isNaN(t))return``;let n=new Date(t-new Date(t).getTimezoneOffset()*Xi).toISOString();return n.slice(0,n.endsWith(`:00.000Z`)?16:23)}var sa=1e4,ca=100,la=50,ua=[1e3,2e3,4e3,8e3,15e3],da=45e3,fa=`The server does not answer.`,pa=new Set([`UNREACHABLE`,`UNEXPECTED_ANSWER`,`RATE_LIMITED`,`REQUEST_TIMEOUT`,`UNAVAILABLE`]),ma=class{#e={phase:`asking`,counted:0,isAllCounted:!1,accepted:0,refused:new Map,unanswered:[],failure:null,hasMore:!1};#t;#n=new AbortController;#r;#i=new AbortController;#a;constructor(e,t){this.#a=e,this.#t=t,this.#r=this.#o().catch(e=>{this.#n.signal.aborted||this.#d({phase:`ended`,failure:ar(e)})})}get state(){return this.#e}async start(){this.#n.abort(),this.#d({phase:`running`,failure:null}),await this.#r;try{await this.#s()}catch(e){this.#i.signal.aborted||this.#d({failure:ar(e)})}this.#d({phase:this.#i.signal.aborted?`stopped`:`ended`})}stop(){this.#e.phase===`running`&&this.#d({phase:`stopping`}),this.#n.abort(),this.#i.abort()}async#o(){let{signal:e}=this.#n,t=null;do{let n={first:ca,after:t,filter:this.#a},{nodes:r,pageInfo:i}=await this.#u(async()=>(await V(nn,n,_a(e))).deliveries,e),a=t===null?ir(r.map(({createdAt:e})=>e)):null;a!==null&&(this.#a={...this.#a,until:a}),t=i.endCursor,this.#d({counted:this.#e.counted+r.length,isAllCounted:!i.hasNextPage})}while(!this.#e.isAllCounted&&this.#e.counted<1e4)}async#s(){let{signal:e}=this.#i,t=null;for(let n=0;n<sa;){let r=await this.#u(()=>va(()=>this.#c(t),e),e);if(e.aborted||!r.hasPreviousPage)return;n+=r.count,t=r.startCursor}this.#d({hasMore:!0})}async#c(e){let{signal:t}=this.#i,{nodes:n,pageInfo:r}=(await V(rn,{last:la,before:e,filter:this.#a},_a(t))).deliveries,i=n.map(({id:e})=>e).reverse(),a=this.#e.unanswered.filter(e=>!i.includes(e));return this.#d({accepted:this.#e.accepted+a.length,unanswered:[]}),i.length>0&&!t.aborted&&(this.#d({unanswered:i}),this.#l(i,await V(ga(i),Object.fromEntries(i.map(ha)),_a()))),{...r,count:i.length}}#l(e,t){let n=new Map(this.#e.refused),{accepted:r}=this.#e;for(let[i,a]of e.entries()){let e=t[`at${i}`]?.message;e===void 0?r+=1:n.set(e,{count:(n.get(e)?.count??0)+1,example:a})}this.#d({accepted:r,refused:n,unanswered:[]})}async#u(e,t){for(let n=0;;n+=1){try{let t=await e();return this.#d({failure:null}),t}catch(e){let r=e instanceof DOMException?new I(`UNREACHABLE`,fa):ar(e);if(t.aborted||!pa.has(r.code))throw r;n>0&&this.#d({failure:r})}await ya(ua[Math.min(n,ua.length-1)],t)}}#d(e){this.#e={...this.#e,...e},this.#t(this.#e)}},ha=(e,t)=>[`id${t}`,e];function ga(e){let t=e.map((e,t)=>`$id${t}: ID!`),n=e.map((e,t)=>`at${t}: deliveryRetry(id: $id${t}) { ... on Error { message } }`);return new z(`mutation DeliveryRetries(${t.join(`, `)}) { ${n.join(` `)} }`)}var _a=(...e)=>AbortSignal.any([...e,AbortSignal.timeout(da)]),va=(e,t)=>isSecureContext?navigator.locks.request(`hookline.retry-all`,{signal:t},()=>e()):e();function ya(e,t){return new Promise(n=>{if(t.aborted)return n();let r=()=>{clearTimeout(i),t.removeEventListener(`abort`,r),n()},i=setTimeout(r,e);t.addEventListener(`abort`,r)})}function Z({scope:e,forbidden:t,busy:n=!1,icon:r,kind:i=``,onAct:a,children:o}){let s=Le(),c=P(null);Ne(()=>()=>{document.activeElement===c.current&&qi()},[]);let l=B(e)?t??null:`Your key lacks the scope ${e}.`;return H(C,{children:[H(`button`,{ref:c,type:`button`,class:i,"aria-disabled":l!==null||n,"aria-describedby":l?s:void 0,title:l??void 0,onClick:()=>{l?ci(l,`bad`):n||a()},children:[r&&H(W,{name:r}),o]}),l&&H(`span`,{id:s,class:`hidden`,children:l})]})}function ba({title:e,busy:t=!1,onClose:n,children:r}){let i=Le(),a=P(null);return Ne(()=>{let e=a.current;return e?.showModal(),()=>e?.close()},[]),H(`dialog`,{ref:a,"aria-labelledby":i,onKeyDown:e=>{t&&e.key===`Escape`&&e.preventDefault()},onCancel:e=>{e.preventDefault(),t||n()},children:[H(`h2`,{id:i,children:e}),r,H(li,{})]})}function xa({title:e,submit:t,danger:n=!1,busy:r,failure:i,onSubmit:a,onClose:o,children:s}){return H(ba,{title:e,busy:r,onClose:o,children:H(`form`,{onSubmit:e=>{e.preventDefault(),r||a()},children:[s,i&&H(q,{failure:i}),H(`div`,{class:`buttons`,children:[H(`button`,{type:`button`,"aria-disabled":r,onClick:()=>!r&&o(),children:`Cancel`}),H(`button`,{type:`submit`,class:n?`danger`:`primary`,"aria-disabled":r,children:r?`Working…`:t})]})]})})}function Sa({filter:e,within:t,pages:n,forbidden:r}){let[i,a]=M(null);return H(C,{children:[H(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,forbidden:r??(n.rows?.length===0?`Nothing is listed.`:null),onAct:()=>a({...e,...t&&{since:rr(t)}}),children:`Retry all…`}),i&&H(Ca,{filter:i,onClose:()=>{a(null),n.reload()}})]})}function Ca({filter:e,onClose:t}){let[n,r]=M(null),i=P(null),a=P(null);N(()=>(i.current=new ma(e,r),r(i.current.state),()=>i.current?.stop()),[e]);let o=n?.phase??`asking`,s=o===`running`||o===`stopping`,c=o===`stopped`||o===`ended`;Ne(()=>{c&&a.current?.focus()},[c]);let l=o===`asking`&&n!==null&&n.counted>0;return H(ba,{title:`Retry all that failed`,busy:s,onClose:t,children:[H(`p`,{role:`status`,children:n&&H(Ea,{state:n})}),o===`asking`?H(`p`,{class:`quiet`,children:`Each is attempted once, the oldest first, before all else that waits for its endpoint. Those whose endpoint is not active, or whose payload is no longer kept, will be refused.`}):n&&H(Da,{state:n}),n?.failure&&!s&&H(q,{failure:n.failure}),H(`div`,{class:`buttons`,children:[H(`button`,{ref:a,type:`button`,"aria-disabled":o===`stopping`,onClick:()=>s?i.current?.stop():t(),children:o===`asking`?`Cancel`:s?`Stop`:`Close`}),!c&&H(`button`,{type:`button`,class:`primary`,"aria-disabled":!l,onClick:()=>l&&void i.current?.start(),children:s?`Retrying…`:n?.isAllCounted?`Retry ${K(n.counted)}`:`Retry all`})]})]})}var wa=e=>`${K(e)} ${e===1?`delivery`:`deliveries`}`,Ta=({accepted:e,refused:t})=>{let n=[...t.values()].reduce((e,{count:t})=>e+t,0);return{done:e+n,counts:`${K(e)} accepted, ${K(n)} refused`}};function Ea({state:e}){let{phase:t,counted:n,isAllCounted:r,failure:i}=e,{done:a,counts:o}=Ta(e);switch(t){case`asking`:return r?H(C,{children:[wa(n),` failed, by the filters of the list.`]}):n<1e4?H(C,{children:`Counting…`}):H(C,{children:[`More than `,K(sa),` failed, by the filters of the list: the oldest `,K(sa),` `,`are retried now.`]});case`running`:return i?H(C,{children:[i.message,` It goes on as soon as it can.`]}):H(`span`,{class:`hidden`,children:r&&`${Math.floor(a/n*10)*10} %`});case`stopping`:return H(C,{children:`Stopping…`});case`stopped`:return H(C,{children:[`Stopped: `,o,`.`]});case`ended`:return H(C,{children:[i?`Broken off`:`Done`,`: `,o,`.`]})}}function Da({state:e}){let{phase:t,counted:n,isAllCounted:r,refused:i,unanswered:a,hasMore:o}=e,s=t===`ended`||t===`stopped`,{done:c,counts:l}=Ta(e),u=[...i].sort(([,e],[,t])=>t.count-e.count);return H(C,{children:[!s&&H(C,{children:[H(`progress`,{"aria-label":`Asked for`,max:Math.max(n,c),...r&&{value:c}}),H(`p`,{children:[K(c),` of `,r||`more than `,K(n),`: `,l]})]}),s&&a.length>0&&H(`p`,{children:[`Of `,wa(a.length),` more it is not known: the answer was lost.`]}),o&&H(`p`,{children:`There are more: begin again for these.`}),u.length>0&&H(`ul`,{class:`refusals`,"aria-label":`Refused`,children:u.map(([e,{count:t,example:n}])=>H(`li`,{children:[K(t),` × `,e,` `,s&&H(`a`,{href:G.delivery(n),children:[`One of them: `,zi(n)]})]},e))})]})}function Oa(){return B(`DELIVERIES_READ`)?H(ka,{}):H(X,{title:`Deliveries`,children:H(Ci,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function ka(){let{query:e,path:t,route:n}=F(),{options:r}=Ui(e.endpoint),i=hr(),{within:a,span:o}=ta(e),s={...Wn(),...e.status&&{status:[e.status]},...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...o},c=tr(tn,{filter:s},({deliveries:e})=>e,{madeAt:({createdAt:e})=>e,within:a}),l=e=>n(Cr(t,e),!0),u=t=>n=>l({...e,[t]:n});return H(X,{title:`Deliveries`,actions:H(C,{children:[e.status===`FAILED`&&H(Sa,{filter:s,within:a,pages:c}),H(`button`,{type:`button`,"aria-disabled":c.loading,onClick:()=>!c.loading&&void c.reload(),children:c.loading?`Loading…`:`Refresh`})]}),children:[H(`div`,{class:`filters`,children:[H(fr,{label:`Status`,any:`Any status`,value:e.status,options:$r,onChoose:u(`status`)}),H(fr,{label:`Endpoint`,any:`Any endpoint`,value:e.endpoint,options:r,onChoose:u(`endpoint`)}),H(fr,{label:`Event type`,any:`Any event type`,value:e.type,options:i,onChoose:u(`type`)}),H(na,{query:e,onQuery:l})]}),H(Bi,{pages:c,empty:Object.keys(e).length>0?H(J,{title:`No delivery is like this`,children:H(`p`,{children:H(`a`,{href:G.deliveries,children:`Show all deliveries`})})}):H(J,{title:`No deliveries yet`,example:Br,children:H(`p`,{children:`Each event that is published makes one for every endpoint that wants it:`})})})]})}async function Q(e,t){let{result:n}=await V(e,t);if(n.code===void 0)return n;throw new I(n.code,n.message??n.__typename,{errorId:n.errorId??null,issues:n.issues??[]})}function Aa(){let[e,t]=M(!1),[n,r]=M(null);return{busy:e,failure:n,clear:()=>r(null),async start(e){t(!0),r(null);try{return await e(),!0}catch(e){return r(ar(e)),!1}finally{t(!1)}}}}var ja=e=>`'${e.replaceAll(`'`,`'\\''`)}'`;function Ma(e,t){let n=e.requestHeaders.filter(({name:e})=>e.toLowerCase()!==`content-length`).map(({name:e,value:t})=>`-H ${ja(`${e}: ${t??`<fill in>`}`)}`);e.requestHeaders.some(({name:e})=>e.toLowerCase()===`content-type`)||n.unshift(`-H ${ja(`content-type: application/json`)}`);let r=t===null?[]:[`--data-raw ${ja(t)}`];return[`curl -i -X POST ${ja(e.url)}`,...n,...r].join(` \\
  `)}function Na(e){try{JSON.parse(e)}catch{return e}let t=0,n=``;for(let[r]of e.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)){let e=n.at(-1);r===`}`||r===`]`?(--t,n+=e===`{`||e===`[`?r:`\n${`  `.repeat(t)}${r}`):((e===`{`||e===`[`)&&(n+=`\n${`  `.repeat(t)}`),n+=r,r===`{`||r===`[`?t+=1:r===`,`?n+=`\n${`  `.repeat(t)}`:r===`:`&&(n+=` `))}return n}var Pa={AUTOMATIC:``,MANUAL:`by hand`,TEST:`test`};function Fa({delivery:e}){let t=e.attempts.nodes.toReversed();if(t.length===0)return H(`p`,{class:`quiet`,children:e.nextAttemptAt?H(C,{children:[`The first one: `,H(Y,{at:e.nextAttemptAt,isDue:!0}),`.`]}):`None was made.`});let n=Math.max(...t.map(({durationMs:e})=>e),1);return H(C,{children:[H(`ol`,{class:`attempts`,reversed:!0,children:t.map((t,r)=>H(Ia,{attempt:t,isNewest:r===0,longest:n,body:e.requestBody},t.id))}),e.attemptCount>t.length&&H(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]})}function Ia({attempt:e,isNewest:t,longest:n,body:r}){let[i]=M(t);return H(`li`,{children:H(`details`,{open:i,children:[H(`summary`,{children:[H(`span`,{class:`attempt-number`,children:[`#`,e.number]}),H(Zr,{outcome:e.outcome}),H(Ri,{status:e.responseStatus,outcome:e.outcome}),H(`span`,{class:`timing`,children:H(`span`,{class:`timing-bar`,style:{width:`${Math.max(2,e.durationMs/n*100)}%`}})}),H(`span`,{class:`attempt-duration`,children:ni(e.durationMs)}),H(`span`,{class:`quiet`,children:[H(Pi,{at:e.startedAt}),` · `,H(Y,{at:e.startedAt}),Pa[e.trigger]&&` · ${Pa[e.trigger]}`]})]}),H(La,{attempt:e,body:r})]})})}function La({attempt:e,body:t}){return H(`div`,{class:`exchange`,children:[e.errorMessage&&H(`p`,{class:`bad-text`,children:e.errorMessage}),H(Ra,{title:`Request`,tools:H(fi,{text:Ma(e,t),label:`Copy as curl`}),children:H(ai,{label:`Request of attempt ${e.number}`,children:[H(`b`,{children:`POST`}),` `,e.url,`
`,H(za,{headers:e.requestHeaders})]})}),H(Ra,{title:`Response`,children:e.responseStatus===null?H(`p`,{class:`quiet`,children:`There was none.`}):H(ai,{label:`Response of attempt ${e.number}`,children:[H(`b`,{children:e.responseStatus}),`
`,H(za,{headers:e.responseHeaders??[]}),e.responseBody&&`\n${Na(e.responseBody)}`,e.responseBodyTruncated&&H(`span`,{class:`quiet`,children:[`
`,`… cut off: 16 KiB are kept`]})]})})]})}function Ra({title:e,tools:t,children:n}){return H(`div`,{children:[H(`div`,{class:`section-head`,children:[H(`h3`,{children:e}),t]}),n]})}function za({headers:e}){return H(C,{children:e.map(({name:e,value:t})=>H(`span`,{children:[H(`span`,{class:`header-name`,children:[e,`:`]}),` `,t??H(`i`,{children:`not shown`}),`
`]},e+(t??``)))})}function Ba({state:e,onRetry:t}){let{phase:n,resumed:r,failure:i}=e;return H(`div`,{class:`connection ${n}`,role:`status`,children:[n===`live`&&H(C,{children:[H(`span`,{class:`pulse`,"aria-hidden":`true`}),` Live`]}),n===`connecting`&&H(C,{children:[H(W,{name:`clock`}),` Connecting…`]}),n===`lost`&&H(C,{children:[H(W,{name:`unplugged`}),` `,i?.code===`UNREACHABLE`?`Connection lost, reconnecting…`:`Not live: the server cannot read the feed, trying again…`,` `,H(`button`,{type:`button`,class:`link`,onClick:t,children:`Try now`})]}),n===`failed`&&H(C,{children:[H(W,{name:`warning`}),` Not live`]}),r&&n===`live`&&H(`span`,{class:`quiet`,children:[` `,`· resumed at `,H(Pi,{at:r.at}),`,`,` `,r.isGap?`without what happened meanwhile: the deliveries have it`:`${K(r.caughtUp)} ${r.caughtUp===1?`item`:`items`} caught up`]})]})}function $(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Va(e){return $(e)===`object`}function Ha(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Ua(e,t){return e.length<124?e:t}var Wa=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(Wa||{}),Ga=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(Ga||{});function Ka(e){if(!Va(e))throw Error(`Message is expected to be an object, but got ${$(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${$(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Va(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Va(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${$(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${$(e.payload.query)}`);if(e.payload.variables!=null&&!Va(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${$(e.payload.variables)}`);if(e.payload.operationName!=null&&$(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${$(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Va(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${$(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Va(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${$(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Ha(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${$(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function qa(e,t){return Ka(typeof e==`string`?JSON.parse(e,t):e)}function Ja(e,t){return Ka(e),JSON.stringify(e,t)}function Ya(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=Za,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!$a(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(Ja({type:Ga.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof Xa&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(Ja(e?{type:Ga.ConnectionInit,payload:e}:{type:Ga.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(Wa.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(Wa.InternalClientError,Ua(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=qa(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(Ja(n.payload?{type:Ga.Pong,payload:n.payload}:{type:Ga.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==Ga.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(Wa.BadResponse,Ua(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(Za(e)&&(Qa(e.code)||[Wa.InternalServerError,Wa.InternalClientError,Wa.BadRequest,Wa.BadResponse,Wa.Unauthorized,Wa.SubprotocolNotAcceptable,Wa.SubscriberAlreadyExists,Wa.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(Za(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case Ga.Next:t.next(e.payload);return;case Ga.Error:i=!0,r=!0,t.error(e.payload),a();return;case Ga.Complete:r=!0,a();return}});o.send(Ja({id:n,type:Ga.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(Ja({id:n,type:Ga.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new Xa)}}}var Xa=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function Za(e){return Va(e)&&`code`in e&&`reason`in e}function Qa(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function $a(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var eo=1e4,to=5e3,no=new Set([4401,4403]);function ro(){let e,t=Ya({url:`${location.protocol===`https:`?`wss`:`ws`}://${location.host}/graphql`,connectionParams:Jn,retryAttempts:0,keepAlive:eo,on:{ping:n=>{n||(e=setTimeout(()=>t.terminate(),to))},pong:t=>{t&&clearTimeout(e)},closed:()=>clearTimeout(e)}});return t}function io(e){return Array.isArray(e)?_t(e[0]):e instanceof CloseEvent&&no.has(e.code)?new I(`INVALID_AUTHORIZATION`,e.reason.replace(/^[A-Z_]+: /,``)):new I(`UNREACHABLE`,`The connection was lost.`)}var ao=[250,500,1e3,2e3,4e3,8e3,15e3],oo=15e3,so=1e4,co=new Set([`CURSOR_INVALID`,`CURSOR_AHEAD`]),lo=new Set([`FORBIDDEN`,`BAD_REQUEST`,`NOT_FOUND`,`QUERY_TOO_COMPLEX`]),uo=class{#e;#t=ro();#n={phase:`connecting`,resumed:null,failure:null};#r=null;#i=new Set;#a=0;#o=()=>{};#s;#c=0;#l=0;#u=!1;#d={readAt:``,at:0};#f=!1;constructor(e){this.#e=e,addEventListener(`online`,this.reconnectNow),this.#p()}reconnectNow=()=>{this.#n.phase===`lost`&&this.#p()};stop(){this.#a+=1,removeEventListener(`online`,this.reconnectNow),clearTimeout(this.#s),this.#o(),this.#t.dispose()}async#p(){this.#a+=1;let e=this.#a,t=()=>e===this.#a,n=e=>{t()&&this.#v(e)};this.#o(),this.#l=0,this.#u=!0,this.#d={readAt:``,at:0},this.#_();try{this.#r===null&&await this.#m(t)}catch(e){return n(ar(e))}t()&&(this.#o=this.#t.subscribe({query:Pn.toString(),variables:{after:this.#r,filter:this.#e.filter}},{next:({data:e,errors:r})=>{t()&&(e?.deliveryFeed?this.#h(e.deliveryFeed):r?.[0]&&n(_t(r[0])))},error:e=>n(io(e)),complete:()=>n(new I(`UNREACHABLE`,`The server ended the subscription.`))}))}async#m(e){let{filter:t,recent:n,onItem:r}=this.#e,i=(await V(Mn,{})).deliveryFeedCursor;if(n>0&&this.#i.size===0){let{deliveryFeed:i}=await V(Nn,{last:n,filter:t});if(!e())return;this.#i=new Set(i.nodes.map(e=>e.cursor));for(let e of i.nodes)e.__typename!==`FeedCheckpoint`&&r(e)}e()&&(this.#r=i)}#h(e){if(this.#r=e.cursor,this.#c=0,e.__typename!==`FeedCheckpoint`){if(this.#u&&this.#_(),this.#i.has(e.cursor))return;this.#u&&(this.#l+=1),this.#e.onItem(e);return}if(this.#g(e.occurredAt)){this.#v(new I(`UNAVAILABLE`,`The server cannot read the feed.`));return}if(!this.#u)return;this.#u=!1,clearTimeout(this.#s);let t={at:new Date().toISOString(),caughtUp:this.#l,isGap:this.#f};this.#f=!1,this.#y({phase:`live`,failure:null,resumed:this.#n.phase===`lost`?t:this.#n.resumed})}#g(e){let t=this.#d;return this.#d={readAt:e,at:Date.now()},e===t.readAt&&this.#d.at-t.at>=so}#_(){clearTimeout(this.#s),this.#s=setTimeout(()=>this.#v(new I(`UNREACHABLE`,`The server does not answer.`)),oo)}#v(e){if(this.#a+=1,clearTimeout(this.#s),e.isOfCredential){qn(e);return}if(lo.has(e.code)){this.#y({phase:`failed`,failure:e});return}co.has(e.code)&&(this.#r=null,this.#f=!0),this.#y({phase:`lost`,failure:e});let t=ao[Math.min(this.#c,ao.length-1)];this.#c+=1,this.#s=setTimeout(this.reconnectNow,t*(.75+Math.random()/2))}#y(e){this.#n={...this.#n,...e},this.#e.onState(this.#n)}},fo={phase:`connecting`,resumed:null,failure:null};function po(e,t,n=0){let[r,i]=M(fo),a=P(t);a.current=t;let o=P(null),s=JSON.stringify(e);return N(()=>{if(s===`null`)return;i(fo);let e=new uo({recent:n,filter:JSON.parse(s),onItem:e=>a.current(e),onState:i});return o.current=e,()=>e.stop()},[s]),{state:r,reconnectNow:()=>o.current?.reconnectNow()}}function mo(e,t){let n=po(e,t),r=n.state.phase===`live`;return N(()=>{r&&t()},[r]),n}function ho(e,t){let n=P(void 0),r=P(t);return r.current=t,N(()=>()=>clearTimeout(n.current),[]),()=>{n.current??=setTimeout(()=>{n.current=void 0,r.current()},e)}}var go=200;function _o({id:e}){let t=B(`DELIVERIES_READ`),{data:n,failure:r,reload:i}=Qn(an,t?{id:e}:null),a=ho(go,()=>void i()),{state:o,reconnectNow:s}=mo(t?{deliveryId:e}:null,a),c=n?.delivery;return c?H(X,{title:`${c.event.type} delivery`,heading:H(C,{children:[H(`span`,{class:`url`,children:c.event.type}),` `,H(Yr,{status:c.status})]}),actions:H(vo,{delivery:c,onChanged:i}),children:[H(`p`,{class:`under`,children:[H(pi,{id:c.id}),H(Ba,{state:o,onRetry:s})]}),r&&H(q,{failure:r,onRetry:()=>void i()}),H(xo,{delivery:c}),H(Ji,{title:`Attempts (${K(c.attemptCount)})`,children:H(Fa,{delivery:c})}),H(Co,{delivery:c})]},e):H(X,{title:`Delivery`,children:t?r?H(q,{failure:r,onRetry:()=>void i()}):n?H(J,{title:`No such delivery`,children:H(`p`,{children:[H(`code`,{children:e}),` is not a delivery that this key may see.`,` `,H(`a`,{href:G.deliveries,children:`All deliveries`})]})}):H(Si,{rows:8}):H(Ci,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function vo({delivery:e,onChanged:t}){let{busy:n,failure:r,start:i}=Aa(),{id:a}=e;return H(C,{children:[H(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,kind:`primary`,busy:n,forbidden:bo(e),onAct:()=>void i(async()=>{await Q(sn,{id:a}),ci(`An attempt is on its way.`),await t()}),children:`Retry now`}),yo(e)&&H(Z,{scope:`DELIVERIES_WRITE`,kind:`danger`,busy:n,onAct:()=>void i(async()=>{await Q(cn,{id:a}),ci(`Canceled.`),await t()}),children:`Cancel`}),r&&H(q,{failure:r})]})}var yo=({status:e})=>e===`PENDING`||e===`RETRYING`;function bo({endpoint:e,payloadPurgedAt:t}){return e?e.status===`ACTIVE`?t?`Its payload is no longer kept.`:null:`Its endpoint is ${e.status.toLowerCase()}.`:`Its endpoint was deleted.`}function xo({delivery:e}){let{endpoint:t,event:n,endReason:r}=e;return H(Yi,{facts:[[`Endpoint`,t?H(`a`,{class:`clamp`,href:G.endpoint(t.id),children:t.name??t.url}):`deleted`],[`Event`,H(C,{children:[H(`a`,{class:`mono`,href:G.event(n.id),children:n.id}),e.isTest&&H(`span`,{class:`tag`,children:`test`})]})],[`Ended because`,r&&(Gr[r]??r)],[`Next attempt`,So(e)],[`Created`,H(Y,{at:e.createdAt})],[`Ended`,e.completedAt&&H(Y,{at:e.completedAt})],[`Payload`,e.payloadPurgedAt?H(C,{children:[`purged `,H(Y,{at:e.payloadPurgedAt})]}):e.payloadExpiresAt&&H(C,{children:[`kept, purged `,H(Y,{at:e.payloadExpiresAt,isDue:!0})]})],[`Organization`,e.organization.name]]})}function So(e){let{endpoint:t,nextAttemptAt:n}=e;return yo(e)&&t?.status===`PAUSED`?`once its endpoint is resumed`:n&&H(Y,{at:n,isDue:!0})}function Co({delivery:{requestBody:e,payloadPurgedAt:t}}){return H(Ji,{title:`Request body`,tools:e!==null&&H(fi,{text:e,label:`Copy the body`}),children:e===null?H(`p`,{class:`quiet`,children:t?`The payload is no longer kept.`:`Payloads need the scope EVENTS_READ, which this key lacks.`}):H(ai,{label:`Request body`,children:Na(e)})})}function wo({title:e,secret:t,publicKey:n,note:r,onClose:i}){return H(ba,{title:e,onClose:i,children:[t?H(C,{children:[H(`p`,{children:[`Its receiver verifies signatures with this secret. `,H(`strong`,{children:`It is shown this once.`})]}),H(xi,{text:t,name:`secret`})]}):H(C,{children:[H(`p`,{children:`Its receiver verifies signatures with this public key, which stays on the endpoint’s page.`}),H(xi,{text:n??``,name:`public key`})]}),r&&H(`p`,{children:r}),H(`div`,{class:`buttons`,children:H(`button`,{type:`button`,class:`primary`,onClick:i,children:`Done`})})]})}function To({title:e,submit:t,text:n,onConfirm:r,onClose:i}){let{busy:a,failure:o,start:s}=Aa();return H(xa,{title:e,submit:t,danger:!0,busy:a,failure:o,onSubmit:()=>void s(r),onClose:i,children:H(`p`,{children:n})})}function Eo({endpoint:e,onClose:t,onSent:n}){let[r,i]=M(``),a=hr(),{busy:o,failure:s,start:c}=Aa();return H(xa,{title:`Send a test`,submit:`Send test`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let{delivery:t}=await Q(Sn,{id:e.id,...r&&{input:{eventType:r}}});n(t.id)}),children:[H(`p`,{children:`One attempt, signed like any other, with a sample as its payload. It is not counted.`}),H(cr,{label:`Event type`,name:`eventType`,issues:s?.issues??[],value:r,onInput:i,options:[{value:``,label:`One that it receives`},...a]})]})}function Do({endpoint:e,onClose:t}){let[n,r]=M(`24`),[i,a]=M(null),{busy:o,failure:s,start:c}=Aa();return i?H(wo,{title:`The new secret signs now`,...i,note:`The older one signs too until ${Fi(i.until)}.`,onClose:t}):H(xa,{title:`Rotate the secret`,submit:`Rotate`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let t=await Q(xn,{id:e.id,input:{graceHours:Number(n)}});a({secret:t.secret,publicKey:t.endpoint.secrets[0]?.publicKey??null,until:t.previousSecretExpiresAt})}),children:[H(`p`,{children:`A new secret signs from now on. For a while the older one signs too, so that the receiver can change over.`}),H(U,{label:`Both sign for, hours`,type:`number`,required:!0,name:`graceHours`,issues:s?.issues??[],value:n,onInput:r,hint:`0 to 168; 0 ends the older one now`})]})}var Oo=0;function ko(e=``,t=``){Oo+=1;let n=t===null,r=t?.includes(`
`)??!1;return{id:Oo,name:e,value:t??``,isSecret:n,isHidden:n,isLong:r}}var Ao=e=>e.filter(({name:e,value:t})=>e.trim()!==``||t!==``);function jo(e,t){let n=Object.entries(e?.metadata??{});return{url:e?.url??``,name:e?.name??``,description:e?.description??``,eventPatterns:e?.eventPatterns.join(`
`)??``,timeoutSeconds:String(e?.timeoutSeconds??10),maxRetries:String(e?.maxRetries??7),maxConcurrency:String(e?.maxConcurrency??10),rateLimitPerSecond:String(e?.rateLimitPerSecond??``),undeliveredPayloadRetentionHours:String(e?.undeliveredPayloadRetentionHours??72),headers:(e?.headers??[]).map(({name:e,value:t})=>ko(e,t)),labels:e?.labels.join(`
`)??``,metadata:n.map(([e,t])=>ko(e,t)),signingVersion:`V1`,organizationId:t??``}}function Mo(e){return{url:e.url.trim(),name:e.name.trim()||null,description:e.description.trim()||null,eventPatterns:No(e.eventPatterns,/[\n,]/),timeoutSeconds:Po(e.timeoutSeconds),maxRetries:Po(e.maxRetries),maxConcurrency:Po(e.maxConcurrency),rateLimitPerSecond:Po(e.rateLimitPerSecond),undeliveredPayloadRetentionHours:Po(e.undeliveredPayloadRetentionHours),headers:Ao(e.headers).map(({name:e,value:t,isSecret:n})=>({name:e.trim(),value:t.trim(),...n&&{sensitive:!0}})),labels:No(e.labels,`
`),metadata:Object.fromEntries(Ao(e.metadata).map(({name:e,value:t})=>[e,t]))}}var No=(e,t)=>e.split(t).map(e=>e.trim()).filter(e=>e!==``),Po=e=>e.trim()===``?null:Number(e);function Fo(e,t){let[n,r]=[Mo(e),Mo(t)],i=Object.keys(n).filter(e=>!Io(n[e],r[e]));return Object.fromEntries(i.map(e=>[e,n[e]]))}var Io=(e,t)=>JSON.stringify(e)===JSON.stringify(t);function Lo(e,t,n){let[r,i]=[Mo(t),Mo(n)];return Object.keys(e).filter(t=>!Io(i[t],r[t])&&!Io(i[t],e[t])).map(e=>({path:[`input`,e],message:`changed meanwhile: now ${Ro(n[e]).join(`, `)}`}))}function Ro(e){return e.length===0?[`empty`]:typeof e==`string`?e.split(`
`).map(e=>`“${e}”`):e.map(e=>`“${e.name}: ${e.isHidden?`••••`:e.value}”`)}function zo(e){return Object.fromEntries(Object.entries(Mo(e)).filter(([,e])=>e!==null))}function Bo(e,t){let n=[],r=(e,...t)=>n.push({path:[`input`,...t],message:e}),i=t.headers?Ao(e.headers):[];for(let[e,{isHidden:t,value:n}]of i.entries())t&&n.trim()===``&&r(`is not shown: give it anew, or remove the header`,`headers`,String(e),`value`);let a=Ao(e.metadata).map(({name:e})=>e);for(let[e,n]of a.entries())n===``&&t.metadata&&r(`must not be empty`,`metadata`,String(e),`name`),a.indexOf(n)<e&&r(`is given more than once`,`metadata`,String(e),`name`);return n}var Vo={url:`URL`,name:`Name`,description:`Description`,eventPatterns:`Event patterns`,timeoutSeconds:`Timeout, seconds`,maxRetries:`Retries`,maxConcurrency:`At once`,rateLimitPerSecond:`Per second`,undeliveredPayloadRetentionHours:`Keep payloads of failed deliveries, hours`,headers:`Headers`,labels:`Labels`,metadata:`Metadata`,signingVersion:`Signature`,organizationId:`Organization`},Ho={headers:`Header`,metadata:`Key`},Uo=40;function Wo(e,t,n){if(!e||e.issues.length===0)return e;let r=e.issues.flatMap(e=>Go(e,t,n)??[]);return r.length===0?null:new I(e.code,e.message,{...e,issues:r})}function Go(e,t,n){let[r=``,i,a]=ht(e).split(`.`);if(!(r in Vo))return e;let o=Vo[r];if(i===void 0)return{...e,label:o};if(r in Ho){let{id:o}=Ao(t[r])[Number(i)]??{},s=n[r].findIndex(e=>e.id===o)+1,c=a===`value`?`Value`:Ho[r];return s===0?null:{...e,label:`${c} ${s}`}}if(r!==`eventPatterns`&&r!==`labels`)return{...e,label:o};let s=Mo(t)[r][Number(i)]??``,c=s.length>Uo?`${s.slice(0,Uo)}…`:s,l=e.message.includes(s)?e.message:`“${c}” ${e.message}`;return{...e,label:o,message:l}}function Ko({title:e,isOpen:t,children:n}){return H(`details`,{open:t,onInvalidCapture:e=>{e.currentTarget.open=!0},children:[H(`summary`,{children:e}),n]})}function qo({legend:e,one:t,hint:n,withSecrets:r,name:i,issues:a,rows:o,refused:s,onRows:c}){let l=Le(),u=P(null),d=P(null);Ne(()=>{let e={last:`.row:last-of-type input`,add:`button.add`}[d.current??`add`];d.current&&u.current?.querySelector(e)?.focus(),d.current=null},[o.length]);let f=a.find(e=>ht(e)===i),p=Ao(s);return H(`fieldset`,{ref:u,"aria-describedby":`${l}-hint`,children:[H(`legend`,{children:e}),H(dr,{id:`${l}-hint`,hint:n,issue:f}),o.map((e,n)=>H(Jo,{row:e,one:`${t} ${n+1}`,number:n+1,withSecrets:r??!1,name:`${i}.${p.findIndex(t=>t.id===e.id)}`,issues:a,onRow:t=>c(n=>n.map(n=>n.id===e.id?{...n,...t}:n)),onRemove:()=>{d.current=`add`,c(t=>t.filter(t=>t.id!==e.id))}},e.id)),H(`button`,{type:`button`,class:`add`,onClick:()=>{d.current=`last`,c(e=>[...e,ko()])},children:[H(W,{name:`plus`}),`Add `,t.toLowerCase()]})]})}function Jo({row:{name:e,value:t,isSecret:n,isHidden:r,isLong:i},one:a,number:o,withSecrets:s,name:c,issues:l,onRow:u,onRemove:d}){return H(`div`,{class:`row`,children:[H(U,{label:a,mono:!0,name:`${c}.name`,issues:l,value:e,onInput:e=>u({name:e})}),H(`button`,{type:`button`,class:`bare`,"aria-label":`Remove ${a.toLowerCase()}`,onClick:d,children:H(W,{name:`cross`})}),H(U,{label:`Value ${o}`,lines:i?3:1,mono:!0,hint:r&&`Not shown, and kept as long as no header is changed.`,name:`${c}.value`,issues:l,value:t,onInput:e=>u({value:e})}),s&&H(`label`,{class:`check`,children:[H(`input`,{type:`checkbox`,checked:n,onChange:e=>u({isSecret:e.currentTarget.checked})}),`Secret `,o]})]})}var Yo=[{value:`V1`,label:`HMAC-SHA256 (v1), one shared secret`},{value:`V1A`,label:`Ed25519 (v1a), a public key for the receiver`}];function Xo({endpoint:e,onClose:t,onDone:n}){let[r,i]=M(()=>jo(e,Un.value)),[a,o]=M(r),[s,c]=M(r),[l,u]=M(null),{busy:d,failure:f,start:p}=Aa(),m=Wo(f,s,a),h=m?.issues??[],g=e=>({name:e,label:Vo[e],issues:h,value:a[e],onInput:t=>o(n=>({...n,[e]:t}))}),_=e=>({name:e,legend:Vo[e],one:Ho[e],issues:h,rows:a[e],refused:s[e],onRows:t=>o(n=>({...n,[e]:t(n[e])}))});async function v(){c(a);let t=e?Fo(a,r):zo(a);await p(async()=>{let n=Bo(a,t);if(n.length>0)throw new I(`VALIDATION_FAILED`,`The input is not valid.`,{issues:n});e?await y(e.id,Fo(a,r)):await b(zo(a))})&&e&&n(e.id)}async function y(e,t){let{endpoint:n}=await V(fn,{id:e}),a=n?jo(n,null):r,s=Lo(t,r,a);if(s.length>0)throw i(a),o(e=>({...e,...Zo(a,Object.keys(t))})),new I(`CHANGED_MEANWHILE`,`Not saved, as somebody else changed this:`,{issues:s});await Q(hn,{id:e,input:t})}async function b(e){let t=await Q(mn,{input:{...e,url:a.url.trim(),signingVersion:a.signingVersion,...a.organizationId&&{organizationId:a.organizationId}}}),{id:n,secrets:r}=t.endpoint;u({id:n,secret:t.secret,publicKey:r[0]?.publicKey??null})}return l?H(wo,{title:`The endpoint is made`,...l,onClose:()=>n(l.id)}):H(xa,{title:e?`Change the endpoint`:`New endpoint`,submit:e?`Save`:`Create endpoint`,busy:d,failure:m,onSubmit:()=>void v(),onClose:t,children:[H(U,{type:`url`,placeholder:`https://example.com/hooks`,required:!0,mono:!0,hint:e&&`Another URL is not verified, and its failures are counted anew.`,...g(`url`)}),H(U,{...g(`name`)}),H(U,{lines:3,mono:!0,hint:`One a line, like invoice.* or *.paid. None: every event.`,...g(`eventPatterns`)}),!e&&B(`ADMIN`)&&H(vr,{...g(`organizationId`)}),!e&&H(cr,{options:Yo,...g(`signingVersion`)}),H(Qo,{isOfEndpoint:e!==void 0,field:g}),H($o,{isOfEndpoint:e!==void 0,field:g,rows:_})]})}var Zo=(e,t)=>Object.fromEntries(Object.entries(e).filter(([e])=>!t.includes(e)));function Qo({isOfEndpoint:e,field:t}){let n={type:`number`,required:e};return H(Ko,{title:`Delivery`,isOpen:e,children:[H(U,{lines:2,...t(`description`)}),H(`div`,{class:`pair`,children:[H(U,{hint:`3 to 60`,...n,...t(`timeoutSeconds`)}),H(U,{hint:`1 to 7`,...n,...t(`maxRetries`)}),H(U,{hint:`requests in flight, 1 to 100`,...n,...t(`maxConcurrency`)}),H(U,{type:`number`,hint:`empty: no limit`,...t(`rateLimitPerSecond`)})]}),H(U,{hint:`0 to 720; so long they can be retried`,...n,...t(`undeliveredPayloadRetentionHours`)})]})}function $o({isOfEndpoint:e,field:t,rows:n}){return H(Ko,{title:`Headers, labels and metadata`,isOpen:e,children:[H(qo,{hint:`Sent with each delivery. A secret value is stored encrypted, and never shown again.`,withSecrets:!0,...n(`headers`)}),H(U,{lines:2,hint:`One a line, at most 8.`,...t(`labels`)}),H(qo,{hint:`For your own use; it is not sent.`,...n(`metadata`)})]})}function es(e){let[t,n]=M(null),{busy:r,failure:i,start:a}=Aa(),{id:o,status:s}=e.endpoint,{text:c,icon:l,change:u,done:d}=ts[s],f=e=>()=>n(e);return H(C,{children:[H(Z,{scope:`ENDPOINTS_WRITE`,icon:`flask`,kind:`primary`,onAct:f(`test`),children:`Send test`}),H(Z,{scope:`ENDPOINTS_WRITE`,icon:l,busy:r,onAct:()=>void a(async()=>{await u(o),await e.onChanged(),ci(d)}),children:c}),H(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`edit`),children:`Edit`}),H(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`rotate`),children:`Rotate secret`}),s!==`DISABLED`&&H(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`disable`),children:`Disable`}),H(Z,{scope:`ENDPOINTS_WRITE`,kind:`danger`,onAct:f(`delete`),children:`Delete`}),i&&H(q,{failure:i}),t&&H(ns,{...e,opened:t,onClose:()=>n(null)})]})}var ts={ACTIVE:{text:`Pause`,icon:`pause`,change:e=>Q(gn,{id:e}),done:`Paused: deliveries wait.`},PAUSED:{text:`Resume`,icon:`play`,change:e=>Q(_n,{id:e}),done:`Resumed: what waited follows.`},DISABLED:{text:`Enable`,icon:`play`,change:e=>Q(yn,{id:e}),done:`Enabled: it receives from now on.`}};function ns({endpoint:e,onChanged:t,opened:n,onClose:r}){let{route:i}=F(),{id:a}=e,o=async e=>{r(),await t(),ci(e)},s=()=>{r(),t()};switch(n){case`edit`:return H(Xo,{endpoint:e,onClose:s,onDone:()=>void o(`Saved.`)});case`test`:return H(Eo,{endpoint:e,onClose:r,onSent:e=>{if(B(`DELIVERIES_READ`))return i(G.delivery(e));r(),ci(`The test is on its way.`)}});case`rotate`:return H(Do,{endpoint:e,onClose:s});case`disable`:return H(To,{title:`Disable the endpoint?`,submit:`Disable`,text:`It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait.`,onClose:r,onConfirm:async()=>{await Q(vn,{id:a}),await o(`Disabled.`)}});case`delete`:return H(To,{title:`Delete the endpoint?`,submit:`Delete for good`,text:`Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable.`,onClose:r,onConfirm:async()=>{await Q(bn,{id:a}),ci(`Deleted.`),i(G.endpoints)}})}}function rs({endpoint:e}){let t=Object.entries(e.metadata);return H(Ji,{title:`Settings`,children:H(Yi,{facts:[[`URL`,H(`span`,{class:`mono`,children:e.url})],[`Description`,e.description],[`Receives`,H(is,{patterns:e.eventPatterns})],[`Timeout`,`${e.timeoutSeconds} s`],[`Retries`,e.maxRetries],[`Requests at once`,e.maxConcurrency],[`Rate`,e.rateLimitPerSecond===null?`no limit`:`${e.rateLimitPerSecond} per second`],[`Failed payloads are kept`,`${e.undeliveredPayloadRetentionHours} h`],[`Headers`,as(e.headers.map(({name:e,value:t})=>[e,t??`••••`]))],[`Labels`,e.labels.length>0&&H(os,{labels:e.labels})],[`External id`,e.externalId&&H(`code`,{children:e.externalId})],[`Metadata`,as(t)],[`Signed with`,e.secrets.map(e=>H(ss,{secret:e},e.createdAt))],[`Created`,H(cs,{endpoint:e})],[`Changed`,H(Y,{at:e.updatedAt})]]})})}function is({patterns:e}){return e.length===0?H(C,{children:`all events`}):H(`span`,{class:`patterns`,children:e.map(e=>H(`code`,{children:e},e))})}function as(e){return e.length===0?null:e.map(([e,t])=>H(`div`,{children:H(`code`,{children:[H(`bdi`,{children:e}),`: `,H(`bdi`,{children:t})]})},e))}function os({labels:e}){return H(C,{children:e.map(e=>H(`span`,{class:`tag`,children:e},e))})}function ss({secret:{publicKey:e,hint:t,version:n,expiresAt:r}}){return H(`div`,{children:[H(`code`,{children:e??`…${t}`}),` `,H(`span`,{class:`quiet`,children:[n===`V1A`?`Ed25519`:`HMAC-SHA256`,r?`, until ${Fi(r)}`:``]})]})}function cs({endpoint:{createdAt:e,createdBy:t}}){return H(C,{children:[H(Y,{at:e}),` `,H(`span`,{class:`quiet`,children:[`by `,t]})]})}var ls=(e,t)=>e.reduce((e,n)=>e+n[t],0),us=e=>`${K(ls(e,`succeeded`))} succeeded, ${K(ls(e,`failed`))} failed`;function ds({point:{succeeded:e,failed:t},x:n,width:r,bottom:i,scale:a,failedFill:o}){let s=e&&Math.max(1,e*a),c=t&&Math.max(1.5,t*a),l=r>3?Math.min(2,r*.25):0;return H(C,{children:[s>0&&H(`rect`,{class:`good`,x:n,y:i-s,width:r-l,height:s}),c>0&&H(`rect`,{class:`bad`,x:n,y:i-s-c,width:r-l,height:c,...o&&{fill:o}})]})}var fs=148,ps={left:36,bottom:18,top:8},ms=fs-ps.bottom,hs=new Intl.NumberFormat(`en`,{notation:`compact`});function gs(e){let t=Le(),[n,r]=Cs(),{label:i,points:a,format:o}=e,s=Ss(Math.max(1,...a.map(({succeeded:e,failed:t})=>e+t))),c=(ms-ps.top)/s,l=(n-ps.left)/Math.max(1,a.length);return H(`figure`,{class:`chart`,children:[H(`div`,{ref:r,children:H(`svg`,{role:`img`,"aria-labelledby":`${t}-title ${t}-text`,width:n,height:fs,viewBox:`0 0 ${n} ${fs}`,children:[H(`title`,{id:`${t}-title`,children:i}),H(`desc`,{id:`${t}-text`,children:us(a)}),H(_s,{id:`${t}-hatch`}),H(vs,{peak:s,scale:c,width:n}),a.map((e,n)=>H(`g`,{children:[H(`title`,{children:`${o(e.start)}: ${us([e])}`}),H(`rect`,{class:`hit`,x:ps.left+n*l,y:ps.top,width:l,height:ms-ps.top}),H(ds,{point:e,x:ps.left+n*l,width:l,bottom:ms,scale:c,failedFill:`url(#${t}-hatch)`})]},e.start)),H(ys,{...e,step:l,width:n})]})}),H(`figcaption`,{children:[H(`span`,{class:`key good`}),` succeeded `,H(`span`,{class:`key bad`}),` failed`]}),H(bs,{...e})]})}function _s({id:e}){return H(`defs`,{children:H(`pattern`,{id:e,width:`4`,height:`4`,patternUnits:`userSpaceOnUse`,patternTransform:`rotate(45)`,children:[H(`rect`,{class:`bad`,width:`4`,height:`4`}),H(`line`,{class:`hatch`,x1:`0`,y1:`0`,x2:`0`,y2:`4`})]})})}function vs({peak:e,scale:t,width:n}){return H(C,{children:[...new Set([0,Math.round(e/2),e])].map(e=>{let r=ms-e*t;return H(`g`,{children:[H(`line`,{class:e===0?`base`:`grid`,x1:ps.left,x2:n,y1:r,y2:r}),H(`text`,{x:ps.left-6,y:r+4,"text-anchor":`end`,children:hs.format(e)})]},e)})})}function ys({points:e,format:t,step:n,width:r}){return H(C,{children:xs(e).map(({index:i,anchor:a})=>H(`text`,{x:a===`end`?r:ps.left+i*n,y:144,"text-anchor":a,children:t(e[i].start)},i))})}function bs({points:e,format:t}){return H(`details`,{children:[H(`summary`,{children:`As a table`}),H(`table`,{class:`plain`,children:[H(`thead`,{children:H(`tr`,{children:[H(`th`,{scope:`col`,children:`From`}),H(`th`,{scope:`col`,children:`Succeeded`}),H(`th`,{scope:`col`,children:`Failed`})]})}),H(`tbody`,{children:e.filter(({succeeded:e,failed:t})=>e+t>0).map(e=>H(`tr`,{children:[H(`th`,{scope:`row`,children:t(e.start)}),H(`td`,{children:K(e.succeeded)}),H(`td`,{children:K(e.failed)})]},e.start))})]})]})}function xs(e){return e.length<3?e.map((e,t)=>({index:t,anchor:`start`})):[{index:0,anchor:`start`},{index:Math.floor(e.length/2),anchor:`middle`},{index:e.length-1,anchor:`end`}]}function Ss(e){let t=10**Math.floor(Math.log10(e));return([1,2,4,10].find(n=>n*t>=e)??10)*t}function Cs(){let e=P(null),[t,n]=M(640);return Ne(()=>{let t=e.current;if(!t)return;let r=new ResizeObserver(()=>n(Math.max(200,t.clientWidth)));return r.observe(t),()=>r.disconnect()},[]),[t,e]}var ws=6e4,Ts=60*ws,Es={hour:`2-digit`,minute:`2-digit`},Ds={day:`numeric`,month:`short`},Os={weekday:`short`,...Es},ks={...Ds,timeZone:`UTC`,timeZoneName:`short`},As=[{text:`1 h`,ms:Ts,bucket:`MINUTE`,format:Es},{text:`24 h`,ms:24*Ts,bucket:`HOUR`,format:Os},{text:`7 d`,ms:168*Ts,bucket:`HOUR`,format:{...Ds,...Es}},{text:`30 d`,ms:720*Ts,bucket:`DAY`,format:ks}],js=e=>Math.ceil((e+1)/ws)*ws;function Ms({id:e,changes:t}){let[n,r]=M(As[1]),[i,a]=M(()=>js(Date.now())),{data:o,failure:s,reload:c}=Qn(pn,{id:e,bucket:n.bucket,since:new Date(i-n.ms).toISOString(),until:new Date(i).toISOString()});N(()=>{t!==0&&(js(Date.now())===i?c():a(js(Date.now())))},[t]);let[l,u]=M(null);N(()=>{o&&u(o)},[o]);let d=(o??l)?.endpoint?.stats,f=new Intl.DateTimeFormat(`en-GB`,n.format);return H(Ji,{title:`Statistics`,tools:H(`fieldset`,{class:`segments`,children:[H(`legend`,{class:`hidden`,children:`Window`}),As.map(e=>H(`button`,{type:`button`,"aria-pressed":e===n,onClick:()=>{u(null),a(js(Date.now())),r(e)},children:e.text},e.text))]}),children:[s&&H(q,{failure:s,onRetry:()=>void c()}),d?H(C,{children:[H(Ns,{stats:d}),H(gs,{label:`Attempts of the last ${n.text}`,points:d.series,format:e=>f.format(new Date(e))})]}):!s&&H(Si,{rows:4})]})}function Ns({stats:e}){return H(`dl`,{class:`tiles`,children:[[`Deliveries`,K(e.total),``],[`Success`,ii(e.successRate),``],[`Succeeded`,K(e.succeeded),``],[`Failed`,K(e.failed),e.failed>0?`bad-text`:``],[`Waiting`,K(e.pending),``],[`Canceled`,K(e.canceled),``],[`Attempts`,K(e.attempts),``],[`p50`,ni(e.durationMsP50),``],[`p95`,ni(e.durationMsP95),``],[`p99`,ni(e.durationMsP99),``]].map(([e,t,n])=>H(`div`,{children:[H(`dt`,{children:e}),H(`dd`,{class:n,children:t})]},e))})}var Ps=1500;function Fs({id:e}){let t=B(`ENDPOINTS_READ`),{data:n,failure:r,reload:i}=Qn(fn,t?{id:e}:null),[a,o]=M(0),s=ho(Ps,()=>{o(e=>e+1),i()});mo(t&&B(`DELIVERIES_READ`)?{endpointId:e}:null,s);let c=n?.endpoint;return t?c?H(X,{title:c.name??c.url,heading:H(C,{children:[H(`span`,{class:`clamp`,title:c.name??c.url,children:c.name??c.url}),` `,H(Xr,{status:c.status})]}),actions:H(es,{endpoint:c,onChanged:i}),children:[H(`p`,{class:`under`,children:[c.name&&H(`span`,{class:`mono clamp`,title:c.url,children:c.url}),H(pi,{id:c.id}),H(`span`,{class:`quiet`,children:c.organization.name})]}),r&&H(q,{failure:r,onRetry:()=>void i()}),H(Ls,{endpoint:c}),B(`DELIVERIES_READ`)?H(C,{children:[H(Ms,{id:e,changes:a}),H(Rs,{endpoint:c,changes:a})]}):H(Ci,{scope:`DELIVERIES_READ`,what:`its deliveries`}),H(rs,{endpoint:c})]},e):H(X,{title:`Endpoint`,children:r?H(q,{failure:r,onRetry:()=>void i()}):n?H(Is,{id:e}):H(Si,{rows:8})}):H(X,{title:`Endpoint`,children:H(Ci,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Is({id:e}){return H(J,{title:`No such endpoint`,children:H(`p`,{children:[H(`code`,{children:e}),` is not an endpoint that this key may see, or it was deleted.`,` `,H(`a`,{href:G.endpoints,children:`All endpoints`})]})})}function Ls({endpoint:e}){let{failingSince:t,consecutiveFailures:n,disabledAt:r,disabledReason:i,pausedAt:a,lastError:o}=e;return H(Yi,{facts:[[`Health`,t?H(`span`,{class:`bad-text`,children:[K(n),` `,n===1?`failure`:`failures`,` in a row, since `,H(Y,{at:t})]}):`no failures`],[`Last error`,o],[`Last delivery`,H(Y,{at:e.lastDeliveryAt,none:`never`})],[`Last test that succeeded`,H(Y,{at:e.lastVerifiedAt,none:`never`})],[`Paused`,a&&H(Y,{at:a})],[`Disabled`,r&&H(C,{children:[H(Y,{at:r}),i&&`, ${Kr[i]??i}`]})]]})}function Rs({endpoint:e,changes:t}){let{query:n,path:r,route:i}=F(),a=n.status,{within:o,span:s}=ta(n),c={endpointId:e.id,...a&&{status:[a]},...s},l=tr(tn,{filter:c},({deliveries:e})=>e,{changes:t,pageSize:10,within:o}),u=Object.keys(n).length>0,d=e=>i(Cr(r,e),!0);return H(Ji,{title:`Deliveries`,tools:H(C,{children:[H(fr,{label:`Status of deliveries`,any:`Any status`,value:a,options:$r,onChoose:e=>d({...n,status:e})}),H(na,{query:n,onQuery:d}),a===`FAILED`&&H(Sa,{filter:c,within:o,pages:l,forbidden:e.status===`ACTIVE`?null:`It is ${e.status.toLowerCase()}.`})]}),children:H(Bi,{pages:l,ofOneEndpoint:!0,empty:H(J,{title:u?`No delivery is like this`:`No deliveries yet`,children:H(`p`,{children:`An event that matches its patterns makes one. “Send test” makes one now.`})})})})}var zs={width:96,height:24};function Bs({points:e,span:t}){let n=Math.max(1,...e.map(({succeeded:e,failed:t})=>e+t)),r=zs.width/Math.max(1,e.length),i=(zs.height-2)/n;return H(`svg`,{class:`sparkline`,role:`img`,"aria-label":`Attempts in the last ${t}: ${us(e)}`,width:zs.width,height:zs.height,viewBox:`0 0 ${zs.width} ${zs.height}`,children:[H(`line`,{class:`base`,x1:0,x2:zs.width,y1:zs.height-.5,y2:zs.height-.5}),e.map((e,t)=>H(ds,{point:e,x:t*r,width:r,bottom:zs.height-1,scale:i},e.start))]})}var Vs=new Set([`Last 24 h`,`Succeeded`]);function Hs(e){let t=e.reduce((e,t)=>e+t.succeeded,0),n=e.reduce((e,t)=>e+t.failed,0);return t+n===0?null:t/(t+n)}var Us=[{head:`Endpoint`,kind:`main`,cell:e=>H(C,{children:[H(`a`,{class:`strong clamp`,href:G.endpoint(e.id),title:e.name?void 0:e.url,children:e.name??e.url}),e.name&&H(`div`,{class:`quiet clamp`,title:e.url,children:e.url}),B(`ADMIN`)&&Un.value===null&&H(`div`,{class:`quiet`,children:e.organization.name})]})},{head:`Status`,cell:e=>H(C,{children:[H(Xr,{status:e.status}),e.disabledReason&&H(`div`,{class:`quiet`,children:Kr[e.disabledReason]??e.disabledReason})]})},{head:`Receives`,cell:({eventPatterns:e})=>H(Gs,{patterns:e})},{head:`Last 24 h`,cell:({stats:e})=>e&&H(Bs,{points:e.series,span:`24 hours`})},{head:`Succeeded`,kind:`number`,cell:({stats:e})=>e&&ii(Hs(e.series))},{head:`Health`,kind:`wide`,cell:e=>H(Ks,{row:e})},{head:`Last delivery`,cell:({lastDeliveryAt:e})=>H(Y,{at:e,none:`never`})}],Ws=2;function Gs({patterns:e}){if(e.length===0)return H(`span`,{children:`all events`});let t=e.length-Ws;return H(`span`,{class:`patterns`,title:e.join(`
`),children:[e.slice(0,Ws).map(e=>H(`code`,{children:e},e)),t>0&&H(`span`,{class:`quiet`,children:[`+`,t]})]})}function Ks({row:e}){return e.failingSince?H(C,{children:[H(`span`,{class:`bad-text`,children:[K(e.consecutiveFailures),` `,e.consecutiveFailures===1?`failure`:`failures`,` since`,` `,H(Y,{at:e.failingSince})]}),e.lastError&&H(`div`,{class:`quiet clamp`,children:e.lastError})]}):H(`span`,{class:`quiet`,children:e.lastDeliveryAt?`no failures`:`–`})}var qs=Us.filter(({head:e})=>!Vs.has(e)),Js=15e3;function Ys(){return B(`ENDPOINTS_READ`)?H(Xs,{}):H(X,{title:`Endpoints`,children:H(Ci,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Xs(){let{query:e,route:t}=F(),[n,r]=M(!1),i=B(`DELIVERIES_READ`),{status:a,search:o}=e,s=tr(ln,{withStats:i,filter:{...Wn(),...a&&{status:[a]},...o&&{search:o}}},({endpoints:e})=>e);return N(()=>{let e=setInterval(()=>document.visibilityState===`visible`&&void s.reload(),Js);return()=>clearInterval(e)}),H(X,{title:`Endpoints`,heading:H(C,{children:[`Endpoints `,s.totalCount!==null&&H(`span`,{class:`count`,children:K(s.totalCount)})]}),actions:H(Z,{scope:`ENDPOINTS_WRITE`,icon:`plus`,kind:`primary`,onAct:()=>r(!0),children:`New endpoint`}),children:[H(Zs,{}),H(Ti,{label:`Endpoints`,pages:s,columns:i?Us:qs,empty:H(Qs,{isFiltered:!!(a||o)})}),n&&H(Xo,{onClose:()=>r(!1),onDone:e=>{r(!1),t(G.endpoint(e))}})]})}function Zs(){let{query:e,path:t,route:n}=F(),[r,i]=Sr(e.search??``,r=>n(Cr(t,{...e,search:r}),!0));return H(`div`,{class:`filters`,children:[H(`input`,{type:`search`,"aria-label":`Search in name, URL and description`,placeholder:`Name, URL or description`,value:r,onInput:e=>i(e.currentTarget.value)}),H(fr,{label:`Status`,any:`Any status`,value:e.status,options:ei,onChoose:r=>n(Cr(t,{...e,status:r}),!0)})]})}function Qs({isFiltered:e}){return e?H(J,{title:`No endpoint is like this`,children:H(`p`,{children:H(`a`,{href:G.endpoints,children:`Show all endpoints`})})}):H(J,{title:`No endpoints yet`,example:zr,children:H(`p`,{children:`An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:`})})}var $s=500;function ec({id:e}){let t=B(`EVENTS_READ`),n=B(`DELIVERIES_READ`),{data:r,failure:i,reload:a}=Qn(Cn,t?{id:e,withDeliveries:n}:null),o=r?.event,s=ho($s,()=>void a()),{state:c,reconnectNow:l}=mo(o&&n?{eventType:o.type,organizationId:o.organization.id}:null,t=>{(t?.__typename!==`AttemptRecorded`||t.eventId===e)&&s()});return o?H(X,{title:`${o.type} event`,heading:H(`span`,{class:`url`,children:o.type}),children:[H(`p`,{class:`under`,children:[H(pi,{id:o.id}),o.isTest&&H(`span`,{class:`tag`,children:`test`}),n&&H(Ba,{state:c,onRetry:l})]}),i&&H(q,{failure:i,onRetry:()=>void a()}),H(Yi,{facts:[[`Type`,H(`a`,{href:G.eventType(o.type),children:o.type})],[`Accepted`,H(Y,{at:o.createdAt})],[`Occurred`,H(Y,{at:o.occurredAt})],[`Idempotency key`,o.idempotencyKey&&H(`code`,{children:o.idempotencyKey})],[`Organization`,o.organization.name],[`Payload purged`,o.payloadPurgedAt&&H(Y,{at:o.payloadPurgedAt})]]}),H(Ji,{title:`Deliveries`,children:[o.deliveries?o.deliveries.nodes.length===0?H(`p`,{class:`quiet`,children:`No endpoint wanted it.`}):H(Vi,{rows:o.deliveries.nodes}):H(`p`,{class:`quiet`,children:`They need the scope DELIVERIES_READ, which this key lacks.`}),o.deliveries?.pageInfo.hasNextPage&&H(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]}),H(Ji,{title:`Payload`,tools:o.payloadText!==null&&H(fi,{text:o.payloadText,label:`Copy the payload`}),children:o.payloadText===null?H(`p`,{class:`quiet`,children:`It is no longer kept.`}):H(ai,{label:`Payload`,children:Na(o.payloadText)})})]},e):H(X,{title:`Event`,children:t?i?H(q,{failure:i,onRetry:()=>void a()}):r?H(J,{title:`No such event`,children:H(`p`,{children:[H(`code`,{children:e}),` is not an event that this key may see.`]})}):H(Si,{rows:8}):H(Ci,{scope:`EVENTS_READ`,what:`events`})})}function tc({name:e}){let{data:t,failure:n,reload:r}=Qn(Dn,{name:e}),i=t?.eventType;return i?H(X,{title:i.name,heading:H(C,{children:[H(`span`,{class:`mono url`,children:i.name}),` `,i.archivedAt&&H(`span`,{class:`tag`,children:`archived`})]}),actions:H(rc,{type:i,onChanged:r}),children:[i.description&&H(`p`,{children:i.description}),H(Yi,{facts:[[`Created`,H(Y,{at:i.createdAt})],[`Changed`,H(Y,{at:i.updatedAt})],[`Archived`,i.archivedAt&&H(Y,{at:i.archivedAt})],[`Seen`,B(`DELIVERIES_READ`)&&H(C,{children:[H(`a`,{href:Cr(G.deliveries,{type:i.name}),children:`its deliveries`}),`,`,` `,H(`a`,{href:Cr(G.live,{type:i.name}),children:`live`})]})]]}),H(nc,{title:`Example`,value:i.example,none:`It has none.`}),H(nc,{title:`JSON Schema`,value:i.payloadSchema,none:`It has none: any payload is taken.`})]}):H(X,{title:`Event type`,children:n?H(q,{failure:n,onRetry:()=>void r()}):t?H(J,{title:`No such event type`,children:H(`p`,{children:[H(`code`,{children:e}),` is not in the catalogue. `,H(`a`,{href:G.eventTypes,children:`All event types`})]})}):H(Si,{})})}function nc({title:e,value:t,none:n}){let r=t==null?null:JSON.stringify(t,null,2);return H(Ji,{title:e,tools:r&&H(fi,{text:r,label:`Copy`}),children:r?H(ai,{label:e,children:r}):H(`p`,{class:`quiet`,children:n})})}function rc({type:e,onChanged:t}){let[n,r]=M(!1),{busy:i,failure:a,start:o}=Aa(),{name:s}=e;return H(C,{children:[H(Z,{scope:`EVENTS_PUBLISH`,kind:`primary`,forbidden:e.archivedAt?`It is archived.`:s.startsWith(`hookline.`)?`Hookline itself publishes it.`:null,onAct:()=>r(!0),children:`Publish one`}),e.archivedAt?H(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Q(An,{name:s}),await t(),ci(`Restored: it can be published again.`)}),children:`Restore`}):H(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Q(kn,{name:s}),await t(),ci(`Archived: it can no longer be published.`)}),children:`Archive`}),a&&H(q,{failure:a}),n&&H(ic,{type:e,onClose:()=>r(!1)})]})}function ic({type:e,onClose:t}){let{route:n}=F(),[r,i]=M(()=>JSON.stringify(e.example??{},null,2)),[a,o]=M(``),[s,c]=M(Un.value??``),{busy:l,failure:u,start:d}=Aa(),f=u?.issues??[];return H(xa,{title:`Publish ${e.name}`,submit:`Publish`,busy:l,failure:u,onClose:t,onSubmit:()=>void d(async()=>{let{event:i,duplicate:o}=await Q(jn,{input:{type:e.name,payloadText:r,...a&&{idempotencyKey:a},...s&&{organizationId:s}}});ci(o?`It was published before: this is the first one.`:`Published: ${i.id}`),B(`EVENTS_READ`)?n(G.event(i.id)):B(`DELIVERIES_READ`)?n(Cr(G.live,{type:e.name})):t()}),children:[H(`p`,{children:`A real event: every endpoint that wants it receives it.`}),H(U,{label:`Payload (JSON)`,lines:8,mono:!0,name:`payloadText`,issues:f,value:r,onInput:i}),B(`ADMIN`)&&H(vr,{name:`organizationId`,value:s,onInput:c}),H(U,{label:`Idempotency key`,name:`idempotencyKey`,issues:f,value:a,onInput:o,hint:`The same one again within 7 days is the first event.`})]})}var ac=[{head:`Name`,kind:`main`,cell:({name:e,archivedAt:t})=>H(C,{children:[H(`a`,{class:`strong mono`,href:G.eventType(e),children:e}),t&&H(`span`,{class:`tag`,children:`archived`})]})},{head:`Description`,kind:`wide`,cell:({description:e})=>e?H(`span`,{class:`clamp`,children:e}):H(`span`,{class:`quiet`,children:`–`})},{head:`Schema`,cell:({payloadSchema:e})=>e?`checked`:H(`span`,{class:`quiet`,children:`any payload`})},{head:`Created`,cell:({createdAt:e})=>H(Y,{at:e})}];function oc(){let{query:e,path:t,route:n}=F(),[r,i]=M(!1),a=e.archived===`true`,o=tr(Tn,{includeArchived:a},({eventTypes:e})=>e);return H(X,{title:`Event types`,actions:H(Z,{scope:`ADMIN`,icon:`plus`,kind:`primary`,onAct:()=>i(!0),children:`New event type`}),children:[H(`div`,{class:`filters`,children:H(`label`,{class:`check`,children:[H(`input`,{type:`checkbox`,checked:a,onChange:()=>n(Cr(t,{archived:a?void 0:`true`}),!0)}),`Archived ones too`]})}),H(Ti,{label:`Event types`,pages:o,columns:ac,empty:H(J,{title:`No event types yet`,example:Vr,children:H(`p`,{children:`The catalogue says what may be published. Whoever has the scope ADMIN writes it:`})})}),r&&H(sc,{onClose:()=>i(!1),onMade:e=>n(G.eventType(e))})]})}function sc({onClose:e,onMade:t}){let[n,r]=M({name:``,description:``,payloadSchema:``,example:``}),{busy:i,failure:a,start:o}=Aa(),s=e=>({name:e,issues:a?.issues??[],value:n[e],onInput:t=>r(n=>({...n,[e]:t}))});return H(xa,{title:`New event type`,submit:`Create event type`,busy:i,failure:a,onClose:e,onSubmit:()=>void o(async()=>{let{eventType:e}=await Q(On,{input:{name:n.name.trim(),...n.description.trim()&&{description:n.description.trim()},...cc(`payloadSchema`,n.payloadSchema),...cc(`example`,n.example)}});t(e.name)}),children:[H(U,{label:`Name`,required:!0,mono:!0,placeholder:`invoice.paid`,...s(`name`)}),H(U,{label:`Description`,...s(`description`)}),H(U,{label:`Example of a payload (JSON)`,lines:4,mono:!0,...s(`example`)}),H(U,{label:`JSON Schema (draft 2020-12)`,lines:4,mono:!0,hint:`None: any payload.`,...s(`payloadSchema`)})]})}function cc(e,t){if(t.trim()===``)return{};try{return{[e]:JSON.parse(t)}}catch(t){let n=`This is not JSON: ${t.message}`;throw new I(`VALIDATION_FAILED`,`A field is not JSON.`,{issues:[{path:[e],message:n}]})}}function lc(e){return e.__typename===`AttemptRecorded`?e.outcome===`SUCCEEDED`?``:`failing`:`remark`}var uc=e=>[{head:`Time`,cell:({occurredAt:e})=>H(Pi,{at:e})},{head:`What`,kind:`main`,cell:e=>H(fc,{item:e})},{head:`Outcome`,cell:e=>e.__typename===`AttemptRecorded`&&H(Zr,{outcome:e.outcome})},{head:`Answer`,cell:e=>e.__typename===`AttemptRecorded`&&H(`span`,{class:`nowrap`,children:[e.responseStatus!==null&&H(C,{children:[H(Ri,{status:e.responseStatus,outcome:e.outcome}),` `]}),H(`span`,{class:`quiet`,children:ni(e.durationMs)})]})},{head:`Endpoint`,cell:t=>`endpointId`in t&&H(`a`,{class:`clamp`,href:G.endpoint(t.endpointId),children:e(t.endpointId)})},{head:`Delivery then`,cell:e=>`deliveryStatus`in e&&H(C,{children:[H(Yr,{status:e.deliveryStatus}),e.__typename===`AttemptRecorded`&&e.nextAttemptAt&&H(dc,{at:e.nextAttemptAt})]})}];function dc({at:e}){return Mi(e)?null:H(`span`,{class:`quiet`,children:[` `,`next `,H(Y,{at:e,isDue:!0})]})}function fc({item:e}){switch(e.__typename){case`AttemptRecorded`:return H(C,{children:[H(`a`,{class:`strong`,href:G.delivery(e.deliveryId),children:e.eventType}),` `,H(`span`,{class:`quiet`,children:[`attempt `,e.attemptNumber]}),e.isTest&&H(`span`,{class:`tag`,children:`test`})]});case`DeliveryStatusChanged`:return H(C,{children:[H(`a`,{class:`strong`,href:G.delivery(e.deliveryId),children:[`Delivery `,zi(e.deliveryId)]}),` `,H(`span`,{class:`quiet`,children:[`was `,e.previousDeliveryStatus.toLowerCase(),`, changed by hand`]})]});case`EndpointStatusChanged`:return H(C,{children:[H(`span`,{class:`strong`,children:`Endpoint `}),e.endpointStatus?H(Xr,{status:e.endpointStatus}):`deleted`,H(`span`,{class:`quiet`,children:[` `,`was `,e.previousStatus.toLowerCase(),e.disabledReason&&`; ${Kr[e.disabledReason]??e.disabledReason}`]})]});case`FeedGap`:return H(`span`,{class:`bad-text`,children:[H(W,{name:`warning`}),` A gap: what happened between `,Fi(e.missedSince),` and this moment is no longer in the feed. The deliveries still have it.`]});default:return null}}var pc=200,mc=100;function hc(e){let[t,n]=M([]),[r,i]=M(!1),[a,o]=M(0),s=P([]),c=P(0),l=P(!1),u=P(void 0);function d(){if(u.current=void 0,l.current){o(c.current);return}c.current=0;let e=s.current.splice(0).reverse();e.length>0&&n(t=>[...e,...t].slice(0,pc)),o(0)}return N(()=>(s.current=[],c.current=0,n([]),o(0),()=>{clearTimeout(u.current),u.current=void 0}),[e]),{items:t,waiting:a,isPaused:r,clear:()=>n([]),setPaused(e){l.current=e,i(e),d()},add(e){s.current.length===pc&&s.current.shift(),s.current.push(e),c.current+=1,u.current??=setTimeout(d,mc)}}}var gc=50;function _c(){return B(`DELIVERIES_READ`)?H(vc,{}):H(X,{title:`Live`,children:H(Ci,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function vc(){let{query:e,path:t,route:n}=F(),r={...Wn(),...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...e.outcome&&{outcome:e.outcome.split(`,`)}},{items:i,waiting:a,isPaused:o,setPaused:s,clear:c,add:l}=hc(JSON.stringify(r)),u=i.flatMap(e=>`endpointId`in e?[e.endpointId]:[]),{options:d,nameOf:f}=Ui(e.endpoint,u),{state:p,reconnectNow:m}=po(r,l,gc);Or(`p`,()=>s(!o));let h=Object.keys(e).length>0;return H(X,{title:`Live`,heading:`Live attempts`,actions:H(C,{children:[H(`button`,{type:`button`,onClick:()=>s(!o),title:`Key: p`,"aria-keyshortcuts":`p`,children:[H(W,{name:o?`play`:`pause`}),o?`Continue${a>0?` (${K(a)} new)`:``}`:`Pause`]}),H(`button`,{type:`button`,onClick:c,children:`Clear`})]}),children:[H(`div`,{class:`filters`,children:[H(bc,{endpoints:d}),h&&H(`button`,{type:`button`,class:`link`,onClick:()=>n(t,!0),children:`Without filters`}),H(Ba,{state:p,onRetry:m})]}),p.phase===`failed`&&p.failure&&H(q,{failure:p.failure}),i.length===0?H(xc,{isFiltered:h}):H(wi,{label:`Live attempts`,columns:uc(f),rows:i,keyOf:({cursor:e})=>e,rowClass:lc,isCompact:!0})]})}var yc=[{value:ti.filter(({value:e})=>e!==`SUCCEEDED`).map(({value:e})=>e).join(`,`),label:`Any failure`},...ti];function bc({endpoints:e}){let{query:t,path:n,route:r}=F(),i=hr(),a=(e,i)=>({options:i,value:t[e],onChoose:i=>r(Cr(n,{...t,[e]:i}),!0)});return H(C,{children:[H(fr,{label:`Endpoint`,any:`Any endpoint`,...a(`endpoint`,e)}),H(fr,{label:`Event type`,any:`Any event type`,...a(`type`,i)}),H(fr,{label:`Outcome`,any:`Any outcome`,...a(`outcome`,yc)})]})}function xc({isFiltered:e}){let t=`Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.`;return e?H(J,{title:`Nothing like this yet`,children:H(`p`,{children:t})}):H(J,{title:`Waiting for the next attempt`,example:Br,children:H(`p`,{children:t})})}function Sc(){let[e,t]=M(Yn??``),{busy:n,failure:r,start:i}=Aa(),a=P(null),o=r??Vn.value;return N(()=>{document.title=`Sign in · Hookline`},[]),Ne(()=>a.current?.querySelector(`input`)?.focus(),[]),H(`main`,{id:`main`,class:`sign-in`,children:[H(`div`,{class:`sign-in-theme`,children:H(Lr,{})}),H(`h1`,{children:[H(br,{size:28}),`Hookline`]}),H(`form`,{ref:a,class:`panel`,onSubmit:t=>{t.preventDefault(),!n&&e.trim()!==``&&i(()=>Gn(e.trim()))},children:[H(U,{label:`API key`,type:`password`,value:e,onInput:t,placeholder:`hk_…`,required:!0,mono:!0,hint:e===Yn?`Filled in is the key of this development server.`:`Or a token (JWT), if this server takes them. It is kept until this tab is closed.`}),o&&H(q,{failure:o}),H(`button`,{type:`submit`,class:`primary`,"aria-disabled":n,children:n?`Signing in…`:`Sign in`})]}),H(`p`,{class:`quiet`,children:`You see what your key may see, through the public API. Where it lacks a scope, the page says which.`})]})}var Cc=/^\/(console(\/|$)|$|\?)/;function wc(){return H(C,{children:[Hn.value?Bn.value?H(Tc,{}):H(Oc,{}):H(Sc,{}),H(li,{})]})}function Tc(){return H(Ze,{scope:Cc,children:[H(`a`,{class:`skip`,href:`#main`,children:`Skip to the page`}),H(Fr,{}),H(Ec,{})]})}function Ec(){let{path:e}=F();return Dc(e)?H($e,{children:[H(it,{path:G.endpoints,component:Ys}),H(it,{path:`/console`,component:Ys}),H(it,{path:`/console/endpoints`,component:Ys}),H(it,{path:G.endpoint(`:id`),component:Fs}),H(it,{path:G.live,component:_c}),H(it,{path:G.deliveries,component:Oa}),H(it,{path:G.delivery(`:id`),component:_o}),H(it,{path:G.eventTypes,component:oc}),H(it,{path:`/console/event-types/:name`,component:tc}),H(it,{path:G.event(`:id`),component:ec}),H(it,{default:!0,component:kc})]}):H(kc,{})}function Dc(e){try{return decodeURIComponent(e)!==``}catch{return!1}}function Oc(){let[e,t]=M(null),n=()=>{t(null),Kn().catch(e=>t(ar(e)))};return N(n,[]),H(`main`,{id:`main`,children:e?H(q,{failure:e,onRetry:n}):H(Si,{})})}function kc(){return H(X,{title:`Nothing here`,children:H(J,{title:`No page has this address`,children:H(`p`,{children:[`Begin at the `,H(`a`,{href:G.endpoints,children:`endpoints`}),`.`]})})})}dt(),ge(H(wc,{}),document.getElementById(`app`));