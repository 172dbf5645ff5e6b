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
    `),rn=new z(`
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
    `),an=new z(`
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
}`),on=new z(`
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
}`),sn=new z(`
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
}`),cn=new z(`
    query EndpointNames($filter: EndpointFilter) {
  endpoints(first: 100, filter: $filter) {
    nodes {
      id
      name
      url
    }
  }
}
    `),ln=new z(`
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
    `),un=new z(`
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
}`),dn=new z(`
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
    `),fn=new z(`
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
}`),pn=new z(`
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
}`),mn=new z(`
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
}`),hn=new z(`
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
}`),gn=new z(`
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
}`),_n=new z(`
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
}`),vn=new z(`
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
}`),yn=new z(`
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
}`),bn=new z(`
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
}`),xn=new z(`
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
}`),Sn=new z(`
    query EventsByKey($filter: EventFilter!) {
  events(first: 2, filter: $filter) {
    nodes {
      id
      type
      createdAt
    }
  }
}
    `),Cn=new z(`
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
}`),wn=new z(`
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
    `),Tn=new z(`
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
}`),En=new z(`
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
}`),Dn=new z(`
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
}`),On=new z(`
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
}`),kn=new z(`
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
}`),An=new z(`
    query FeedEnd {
  deliveryFeedCursor
}
    `),jn=new z(`
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
}`),Mn=new z(`
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
}`),Nn=new z(`
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
    `),Pn=new z(`
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
    `),Fn=`hookline.key`,In=`hookline.organization`,Ln=Mt(sessionStorage.getItem(Fn)),Rn=Mt(null),zn=Mt(null),Bn=Lt(()=>Ln.value!==null),Vn=Mt(sessionStorage.getItem(In));Ht(()=>{Vn.value===null?sessionStorage.removeItem(In):sessionStorage.setItem(In,Vn.value)});var Hn=()=>Vn.value===null?{}:{organizationId:Vn.value};function B(e){let t=Rn.value?.scopes??[];return t.includes(`ADMIN`)||t.includes(e)}async function Un(e){let t=await vt(e,Nn,{});sessionStorage.setItem(Fn,e),zn.value=null,Rn.value=t.viewer,Ln.value=e}async function Wn(){Rn.value=(await Kn(Nn,{})).viewer}function Gn(e=null){sessionStorage.removeItem(Fn),Vn.value=null,zn.value=e,Ln.value=null,Rn.value=null}async function Kn(e,t,n){let r=Ln.value;if(r===null)throw new I(`MISSING_API_KEY`,`You are signed out.`);try{return await vt(r,e,t,n)}catch(e){throw e instanceof I&&e.isOfCredential&&Ln.value===r&&Gn(e),e}}var qn=()=>({authorization:`Bearer ${Ln.value??``}`}),Jn=document.querySelector(`meta[name="development-key"]`)?.content||null,Yn=1e4;function Xn(e){let t=P(e);t.current=e;let n=P(null),r=P(null),i=P(!1);return N(()=>()=>{i.current=!0},[]),Fe(()=>{let e=async()=>{if(r.current=null,i.current)return;let e={done:t.current(),since:Date.now()};n.current=e,await e.done,n.current===e&&(n.current=null)};return!n.current||Date.now()-n.current.since>Yn?e():(r.current??=n.current.done.then(e),r.current)},[])}function Zn(e,t){let n=JSON.stringify(t),[r,i]=M({of:``,data:null,failure:null}),[a,o]=M(t!==null),s=P(null),c=Fe(async()=>{if(n===`null`)return;s.current?.abort();let t=new AbortController;s.current=t,o(!0);try{let r=await Kn(e,JSON.parse(n),t.signal);t.signal.aborted||i({of:n,data:r,failure:null})}catch(e){if(t.signal.aborted)return;let r=ir(e);i(e=>({of:n,data:e.of===n?e.data:null,failure:r}))}t.signal.aborted||o(!1)},[e,n]);N(()=>(c(),()=>s.current?.abort()),[c]);let l=Xn(c);N(()=>{let e=()=>void l();return addEventListener(`focus`,e),()=>removeEventListener(`focus`,e)},[l]);let u=r.of===n;return{data:u?r.data:null,failure:u?r.failure:null,loading:a||!u&&n!==`null`,reload:l}}var Qn=25,$n=100;function er(e,t,n,{changes:r=0,pageSize:i=Qn,madeAt:a,within:o}={}){let s=JSON.stringify(t&&{...t,within:o}),[c,l]=M({of:``,page:null,failure:null}),[u,d]=M(t!==null),f=P(null),p=P(i),m=P(null),h=P(null),g=P(``);async function _(t){if(s===`null`)return;f.current?.abort();let r=new AbortController;f.current=r,d(!0),t===null&&(m.current??=o===void 0?null:nr(o));try{let i=t;do{let t=Math.min(p.current-(i?.nodes.length??0),$n),a=i?.pageInfo.endCursor??null,o=n(await Kn(e,{...tr(s,m.current,h.current),first:t,...a&&{after:a}},r.signal));if(r.signal.aborted)return;i=o&&{...o,nodes:[...i?.nodes??[],...o.nodes]}}while(i?.pageInfo.hasNextPage&&i.nodes.length<p.current);l({of:s,page:i,failure:null});let o=a&&i?rr(i.nodes.map(a)):null;st({list:{of:s,rows:p.current,since:m.current,until:o}},g.current)}catch(e){if(r.signal.aborted)return;let t=ir(e);l(e=>({of:s,page:e.of===s?e.page:null,failure:t}))}d(!1)}N(()=>{g.current=location.href;let{list:e}=ot(),t=e?.of===s;return p.current=t?e.rows:i,m.current=t?e.since:null,h.current=t?e.until:null,_(null),()=>f.current?.abort()},[e,s]);let v=c.of===s?c.page:null,y=Xn(()=>(m.current=null,h.current=null,_(null)));return N(()=>{r>0&&y()},[r]),{rows:v?.nodes??null,totalCount:v?.totalCount??null,failure:c.of===s?c.failure:null,loading:u||c.of!==s&&s!==`null`,hasMore:v?.pageInfo.hasNextPage??!1,more(){return p.current=(v?.nodes.length??0)+i,_(v)},reload:y}}function tr(e,t,n){let{within:r,...i}=JSON.parse(e);return t===null&&n===null?i:{...i,filter:{...i.filter,...t&&{since:t},...n&&{until:n}}}}var nr=e=>new Date(Date.now()-e).toISOString();function rr(e){return e.length===0?null:new Date(Math.max(...e.map(Date.parse))+1).toISOString()}function ir(e){return e instanceof I?e:new I(`UNEXPECTED_ANSWER`,e instanceof Error?e.message:String(e))}var ar=Symbol.for(`pv`),or=0;Array.isArray;function V(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:ar,__v:--or,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function H({type:e=`text`,lines:t=1,placeholder:n,required:r=!1,mono:i=!1,...a}){let o=Le(),{label:s,value:c,onInput:l,hint:u}=a,d=cr(a),f={id:o,value:c,placeholder:n,required:r,spellcheck:!1,autocomplete:`off`,class:i?`mono`:``,...lr(o,u,d)};return V(`div`,{class:`field`,children:[V(`label`,{for:o,children:s}),t>1?V(`textarea`,{...f,rows:t,onInput:e=>l(e.currentTarget.value)}):V(`input`,{...f,type:e,onInput:e=>l(e.currentTarget.value)}),V(ur,{id:`${o}-hint`,hint:u,issue:d})]})}function sr({options:e,...t}){let n=Le(),r=cr(t);return V(`div`,{class:`field`,children:[V(`label`,{for:n,children:t.label}),V(`select`,{id:n,value:t.value,...lr(n,t.hint,r),onChange:e=>t.onInput(e.currentTarget.value),children:e.map(({value:e,label:t})=>V(`option`,{value:e,children:t},e))}),V(ur,{id:`${n}-hint`,hint:t.hint,issue:r})]})}var cr=({issues:e=[],name:t})=>e.find(e=>t!==void 0&&`${ht(e)}.`.startsWith(`${t}.`)),lr=(e,t,n)=>({"aria-invalid":n?!0:void 0,"aria-describedby":t||n?`${e}-hint`:void 0});function ur({id:e,hint:t,issue:n}){return!t&&!n?null:V(`div`,{id:e,class:n?`hint bad`:`hint`,children:n?n.message:t})}function dr(e=``){let t=Vn.value,{data:n}=Zn(Pn,{search:e||null,chosen:t??``,isChosen:t!==null}),r=n?.organizations.nodes??[],i=t!==null&&!r.some(({id:e})=>e===t),a={id:t??``,name:n?n.chosen?.name??t??``:`…`};return{options:(i?[a,...r]:r).map(({id:e,name:t})=>({value:e,label:t})),hasMore:n?.organizations.pageInfo.hasNextPage??!1}}function fr(e){let{options:t}=dr(),n=Rn.value?.organization;return V(sr,{label:`Organization`,...e,options:[{value:``,label:n?`${n.name} (the key’s own)`:`Choose one`},...t]})}var pr={check:`M3.5 8.5l3 3 6-7`,cross:`M4 4l8 8M12 4l-8 8`,clock:`M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,retry:`M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9`,minus:`M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,pause:`M5.5 3.5v9M10.5 3.5v9`,play:`M5 3.5l7 4.5-7 4.5z`,ban:`M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,hourglass:`M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5`,unplugged:`M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z`,shield:`M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z`,search:`M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z`,copy:`M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z`,sun:`M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z`,moon:`M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z`,system:`M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5`,exit:`M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3`,warning:`M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1`,plus:`M8 3v10M3 8h10`,flask:`M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5`};function U({name:e,size:t=14}){return V(`svg`,{class:`icon`,width:t,height:t,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:V(`path`,{d:pr[e]})})}function mr({size:e}){return V(`svg`,{class:`icon mark`,width:e,height:e,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:[V(`path`,{d:`M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2`}),V(`circle`,{cx:`5`,cy:`3`,r:`1.5`})]})}var hr=250;function gr(e,t){let[n,r]=M(e),i=P(e),a=P(t);return a.current=t,N(()=>{if(n===i.current)return;let e=setTimeout(()=>{i.current=n,a.current(n)},hr);return()=>clearTimeout(e)},[n]),N(()=>{e!==i.current&&(i.current=e,r(e))},[e]),[n,r]}var W={endpoints:`/`,endpoint:e=>`/console/endpoints/${e}`,live:`/console/live`,deliveries:`/console/deliveries`,delivery:e=>`/console/deliveries/${e}`,eventTypes:`/console/event-types`,eventType:e=>`/console/event-types/${encodeURIComponent(e)}`,event:e=>`/console/events/${e}`};function _r(e,t){let n=Object.entries(t).filter(e=>!!e[1]);return n.length===0?e:`${e}?${new URLSearchParams(n)}`}var vr=/^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;function yr(){let{route:e,url:t}=F(),[n,r]=M(``),[i,a]=M(null),[o,s]=M(!1),c=P(null),l=P(null);xr(`/`,()=>c.current?.focus());let u=()=>{l.current?.abort(),s(!1)};Ne(()=>u,[t]);async function d(){let t=n.trim();if(t===``)return;a(null),u();let i=new AbortController;l.current=i;let{signal:o}=i;s(!0);try{let n=await br(t,o);if(o.aborted)return;if(n===null){a(`Nothing that you may see has this id or idempotency key.`);return}r(``),c.current?.blur(),e(n)}catch(e){o.aborted||a(ir(e).message)}finally{o.aborted||s(!1)}}return V(`search`,{children:[V(`form`,{class:`search`,onSubmit:e=>{e.preventDefault(),d()},children:[V(U,{name:`search`}),V(`input`,{ref:c,type:`search`,"aria-label":`Find by id or idempotency key`,placeholder:`evt_… · dlv_… · idempotency key`,spellcheck:!1,autocomplete:`off`,value:n,"aria-invalid":i?!0:void 0,"aria-describedby":`search-said`,onInput:e=>{u(),r(e.currentTarget.value),a(null)}}),V(`kbd`,{children:`/`})]}),V(`div`,{id:`search-said`,class:i?`search-said bad`:`search-said`,role:`status`,children:o?`Searching…`:i})]})}async function br(e,t){let n=e.toLowerCase();switch(vr.exec(n)?.[1]){case`ep`:return W.endpoint(n);case`evt`:return W.event(n);case`dlv`:return W.delivery(n);case`att`:{let{node:e}=await Kn(rn,{id:n},t);return e?.__typename===`DeliveryAttempt`?W.delivery(e.delivery.id):null}default:{let{events:n}=await Kn(Sn,{filter:{idempotencyKey:e,...Hn()}},t);return n.nodes[0]?W.event(n.nodes[0].id):null}}}function xr(e,t){let n=P(t);n.current=t,N(()=>{let t=t=>{let r=t.target instanceof Element&&t.target.closest(`input, textarea, select, dialog`);t.key!==e||r||t.ctrlKey||t.metaKey||t.altKey||(t.preventDefault(),n.current())};return addEventListener(`keydown`,t),()=>removeEventListener(`keydown`,t)},[e])}var Sr=`hookline.theme`,Cr=localStorage.getItem(Sr),wr=Mt(Cr===`light`||Cr===`dark`?Cr:`system`);Ht(()=>{wr.value===`system`?(localStorage.removeItem(Sr),delete document.documentElement.dataset.theme):(localStorage.setItem(Sr,wr.value),document.documentElement.dataset.theme=wr.value)});var Tr={system:`light`,light:`dark`,dark:`system`};function Er(){wr.value=Tr[wr.value]}var Dr=[{href:W.endpoints,text:`Endpoints`,under:/^\/($|console$|console\/endpoints)/},{href:W.live,text:`Live`,under:/^\/console\/live/},{href:W.deliveries,text:`Deliveries`,under:/^\/console\/(deliveries|events)/},{href:W.eventTypes,text:`Event types`,under:/^\/console\/event-types/}];function Or(){let{path:e}=F();return V(`header`,{children:[V(`a`,{class:`brand`,href:W.endpoints,"aria-label":`Hookline: endpoints`,children:[V(mr,{size:20}),V(`span`,{children:`Hookline`})]}),V(`nav`,{"aria-label":`Pages`,children:Dr.map(({href:t,text:n,under:r})=>V(`a`,{href:t,"aria-current":r.test(e)?`page`:void 0,children:n},t))}),V(yr,{}),V(`div`,{class:`who`,children:[B(`ADMIN`)&&V(jr,{}),V(Ar,{}),V(`button`,{type:`button`,class:`bare`,onClick:()=>Gn(),"aria-label":`Sign out`,title:`Sign out (${Rn.value?.organization?.name??Rn.value?.subject})`,children:V(U,{name:`exit`,size:16})})]})]})}var kr={system:[`system`,`Theme: as the system has it`],light:[`sun`,`Theme: light`],dark:[`moon`,`Theme: dark`]};function Ar(){let[e,t]=kr[wr.value];return V(`button`,{type:`button`,class:`bare`,onClick:Er,"aria-label":t,title:t,children:V(U,{name:e,size:16})})}function jr(){let[e,t]=M(``),[n,r]=gr(``,e=>t(e.trim())),{options:i,hasMore:a}=dr(e);return V(C,{children:[(e!==``||n!==``||a)&&V(`input`,{type:`search`,"aria-label":`Find an organization`,placeholder:`Find organization`,value:n,onInput:e=>r(e.currentTarget.value)}),V(`select`,{"aria-label":`Organization`,value:Vn.value??``,onChange:e=>{Vn.value=e.currentTarget.value||null},children:[V(`option`,{value:``,children:`All organizations`}),i.map(({value:e,label:t})=>V(`option`,{value:e,children:t},e))]})]})}var Mr=`mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`,Nr=`mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`,Pr=`mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`,Fr={PENDING:[`Pending`,`idle`,`clock`],RETRYING:[`Retrying`,`warn`,`retry`],SUCCEEDED:[`Succeeded`,`good`,`check`],FAILED:[`Failed`,`bad`,`cross`],CANCELED:[`Canceled`,`idle`,`minus`]},Ir={ACTIVE:[`Active`,`good`,`check`],PAUSED:[`Paused`,`warn`,`pause`],DISABLED:[`Disabled`,`bad`,`ban`]},Lr={SUCCEEDED:[`Succeeded`,`good`,`check`],REJECTED:[`Rejected`,`bad`,`cross`],TIMED_OUT:[`Timed out`,`bad`,`hourglass`],CONNECTION_FAILED:[`No connection`,`bad`,`unplugged`],BLOCKED:[`Blocked`,`bad`,`shield`]},Rr={RETRIES_EXHAUSTED:`its last retry failed`,ENDPOINT_GONE:`the endpoint answered 410 Gone`,ENDPOINT_DISABLED:`its endpoint was disabled`,ENDPOINT_DELETED:`its endpoint was deleted`,CANCELED_BY_USER:`somebody canceled it`,BACKLOG_EXPIRED:`it waited longer than it may`},zr={MANUAL:`by hand`,GONE:`it answered 410 Gone`,PERSISTENT_FAILURE:`it failed for 5 days`};function Br({tone:e,icon:t,children:n}){return V(`span`,{class:`badge ${e}`,children:[V(U,{name:t,size:12}),n]})}function Vr({look:e,name:t}){let[n,r,i]=e??[t,`idle`,`minus`];return V(Br,{tone:r,icon:i,children:n})}var Hr=({status:e})=>V(Vr,{look:Fr[e],name:e}),Ur=({status:e})=>V(Vr,{look:Ir[e],name:e}),Wr=({outcome:e})=>V(Vr,{look:Lr[e],name:e}),Gr=e=>Object.entries(e).map(([e,[t]])=>({value:e,label:t})),Kr=Gr(Fr),qr=Gr(Ir),Jr=Gr(Lr);function Yr(e){return e==null?`–`:e<1e3?`${e} ms`:e<6e4?`${(e/1e3).toFixed(e<1e4?2:1)} s`:`${(e/6e4).toFixed(1)} min`}var Xr=new Intl.NumberFormat(`en`),G=e=>Xr.format(e);function Zr(e){return e==null?`–`:e===1?`100 %`:`${Math.min(99.9,Math.round(e*1e3)/10).toFixed(1)} %`}function Qr({label:e,children:t}){return V(`pre`,{class:`code`,role:`group`,"aria-label":e,tabIndex:0,children:t})}var $r=6e3,ei=Mt(null);function ti(e,t=`good`){let n=(ei.value?.number??0)+1;ei.value={text:e,tone:t,number:n},setTimeout(()=>{ei.value?.number===n&&(ei.value=null)},$r)}function ni(){return V(`div`,{class:`said`,role:`status`,"aria-live":`polite`,children:ei.value&&V(`p`,{class:ei.value.tone,children:ei.value.text})})}var ri=2e3;async function ii(e){try{await navigator.clipboard.writeText(e)}catch{return ti(`The browser does not let this page copy. Select the text instead.`,`bad`),!1}return ti(`Copied.`),!0}function ai({text:e,label:t}){let[n,r]=M(!1);async function i(){await ii(e)&&(r(!0),setTimeout(()=>r(!1),ri))}return V(`button`,{type:`button`,class:`copy`,onClick:i,children:[V(U,{name:n?`check`:`copy`}),V(`span`,{children:t})]})}function oi({id:e}){return V(`span`,{class:`id`,children:[V(`code`,{children:e}),V(si,{id:e})]})}function si({id:e}){return V(`button`,{type:`button`,class:`bare`,"aria-label":`Copy ${e}`,title:`Copy`,onClick:()=>void ii(e),children:V(U,{name:`copy`})})}var ci=Mt([]),li=(e,t)=>e.element.compareDocumentPosition(t.element)&Node.DOCUMENT_POSITION_FOLLOWING?-1:1;function ui(e,{code:t,message:n},r){let i=P(r);i.current=r;let a=r!==void 0;Ne(()=>{if(!a||!e.current)return;let r={element:e.current,code:t,message:n,retry:()=>i.current?.()};return ci.value=[...ci.value,r].sort(li),()=>{ci.value=ci.value.filter(e=>e!==r)}},[t,n,a]);let o=ci.value.filter(e=>e.code===t&&e.message===n),s=o[0]?.element;return{isRepeated:a&&s!==void 0&&s!==e.current,retry:()=>{for(let{retry:e}of o)e()}}}var di={CHANGED_MEANWHILE:`Save again to replace that by what stands here, or change it first.`,FORBIDDEN:`Sign in with a key that has the scope.`,RATE_LIMITED:`Wait a little, then try again.`,REQUEST_TIMEOUT:`Ask for less at once: a narrower filter, or a shorter time.`,INTERNAL_SERVER_ERROR:`Look for the error id in the server’s log.`};function K({failure:e,onRetry:t}){let n=P(null),{isRepeated:r,retry:i}=ui(n,e,t);return r?V(`div`,{ref:n,class:`quiet`,children:`This could not be read either, as is said above.`}):V(`div`,{ref:n,class:`fault`,role:`alert`,children:[V(U,{name:`warning`,size:16}),V(`div`,{children:[V(`strong`,{children:fi(e)}),e.issues.length>0&&V(`ul`,{children:e.issues.map(e=>V(`li`,{children:[V(pi,{issue:e}),` `,e.message,e.suggestion&&!e.message.includes(e.suggestion)&&V(C,{children:[` `,`Did you mean `,V(`code`,{children:e.suggestion}),`?`]})]},e.path.join(`.`)+e.message))}),di[e.code]&&V(`p`,{children:di[e.code]}),e.errorId&&V(`p`,{class:`quiet`,children:[e.code,` · error id `,V(`code`,{children:e.errorId})]})]}),t&&V(`button`,{type:`button`,onClick:i,children:`Try again`})]})}function fi({code:e,message:t,issues:n}){return n.length===0||e===`CHANGED_MEANWHILE`?t:`This was not accepted:`}function pi({issue:e}){return e.label?V(C,{children:[e.label,`:`]}):e.path.length>0?V(`code`,{children:ht(e)}):null}function q({title:e,children:t,example:n}){return V(`div`,{class:`empty`,children:[V(`h2`,{children:e}),t&&V(`div`,{children:t}),n&&V(mi,{text:n,name:`example`})]})}function mi({text:e,name:t}){return V(`div`,{class:`snippet`,children:[V(Qr,{label:`The ${t}`,children:e}),V(ai,{text:e,label:`Copy the ${t}`})]})}function hi({rows:e=5}){return V(`div`,{class:`skeleton`,role:`status`,"aria-label":`Loading`,children:Array.from({length:e},(e,t)=>V(`span`,{},t))})}function gi({scope:e,what:t}){return V(q,{title:`This key may not see ${t}`,children:V(`p`,{children:[`It lacks the scope `,V(`code`,{children:e}),`. Whoever has `,V(`code`,{children:`API_KEYS_WRITE`}),` can make one that has it.`]})})}function _i({label:e,columns:t,rows:n,keyOf:r,rowClass:i=()=>``,isCompact:a=!1}){return V(`table`,{class:a?`rows compact`:`rows`,"aria-label":e,children:[V(`thead`,{children:V(`tr`,{children:t.map(({head:e,kind:t=``})=>V(`th`,{scope:`col`,class:t,children:e},e))})}),V(`tbody`,{children:n.map(e=>V(`tr`,{class:i(e),children:t.map(({head:t,cell:n,kind:r=``})=>V(`td`,{class:r,"data-head":t,children:n(e)},t))},r(e)))})]})}function vi({label:e,pages:t,columns:n,empty:r}){let{rows:i,failure:a,loading:o}=t,s=()=>void t.reload();return i?V(C,{children:[a&&V(K,{failure:a,onRetry:s}),i.length===0?r:V(_i,{label:e,columns:n,rows:i,keyOf:e=>e.id}),t.hasMore&&V(`p`,{class:`more`,children:V(`button`,{type:`button`,"aria-disabled":o,onClick:()=>!o&&void t.more(),children:o?`Loading…`:`Load more`})})]}):a?V(K,{failure:a,onRetry:s}):V(hi,{})}var yi=Mt(Date.now());setInterval(()=>{yi.value=Date.now()},5e3);var bi=new Intl.RelativeTimeFormat(`en`,{numeric:`always`,style:`narrow`}),xi=new Intl.DateTimeFormat(`en-GB`,{dateStyle:`medium`,timeStyle:`long`}),Si=[[60,1,`second`],[3600,60,`minute`],[86400,3600,`hour`],[1/0,86400,`day`]];function Ci(e){let t=(e-Math.max(yi.value,Date.now()))/1e3;if(Math.abs(t)<2)return`now`;let[,n,r]=Si.find(([e])=>Math.abs(t)<e)??Si[3];return bi.format(Math.trunc(t/n),r)}var wi=e=>Date.parse(e)<=Math.max(yi.value,Date.now());function J({at:e,none:t=`–`,isDue:n=!1}){return e?V(`time`,{dateTime:e,title:xi.format(new Date(e)),children:n&&wi(e)?`due now`:Ci(Date.parse(e))}):V(`span`,{class:`quiet`,children:t})}var Ti=new Intl.DateTimeFormat(`en-GB`,{timeStyle:`medium`});function Ei({at:e}){let t=new Date(e);return V(`time`,{class:`mono`,dateTime:e,title:xi.format(t),children:[Ti.format(t),V(`span`,{class:`quiet`,children:[`.`,String(t.getMilliseconds()).padStart(3,`0`)]})]})}var Di=e=>xi.format(new Date(e)),Oi=[{head:`Delivery`,kind:`main`,cell:e=>V(C,{children:[V(`a`,{class:`strong`,href:W.delivery(e.id),children:e.event.type}),e.isTest&&V(`span`,{class:`tag`,children:`test`}),V(`div`,{class:`quiet mono`,children:ji(e.id)})]})},{head:`Status`,cell:e=>V(Hr,{status:e.status})},{head:`Endpoint`,cell:({endpoint:e,endpointId:t})=>e?V(`a`,{class:`clamp`,href:W.endpoint(t),children:e.name??e.url}):V(`span`,{class:`quiet`,children:`deleted`})},{head:`Attempts`,kind:`number`,cell:({attemptCount:e})=>G(e)},{head:`Last answer`,cell:({lastAttempt:e})=>e?V(`span`,{class:`nowrap`,children:[V(Ai,{status:e.responseStatus,outcome:e.outcome}),` `,V(`span`,{class:`quiet`,children:Yr(e.durationMs)})]}):V(`span`,{class:`quiet`,children:`–`})},{head:`Next attempt`,cell:({nextAttemptAt:e})=>V(J,{at:e,isDue:!0})},{head:`Created`,cell:({createdAt:e})=>V(J,{at:e})}],ki=Oi.filter(({head:e})=>e!==`Endpoint`);function Ai({status:e,outcome:t}){let n=t===`SUCCEEDED`?`good-text`:`bad-text`;return e===null?V(`span`,{class:n,children:t.toLowerCase().replaceAll(`_`,` `)}):V(`span`,{class:`mono ${n}`,children:e})}var ji=e=>`${e.split(`_`)[0]}_…${e.slice(-8)}`;function Mi({pages:e,ofOneEndpoint:t=!1,empty:n}){return V(vi,{label:`Deliveries`,pages:e,columns:t?ki:Oi,empty:n})}function Ni({rows:e}){return V(_i,{label:`Deliveries`,columns:Oi,rows:e,keyOf:e=>e.id})}var Pi=100;function Fi(e,t=[]){let{data:n}=Zn(cn,B(`ENDPOINTS_READ`)?{filter:Hn()}:null),r=(n?.endpoints.nodes??[]).map(({id:e,name:t,url:n})=>({value:e,label:t??n})),i=new Map(r.map(({value:e,label:t})=>[e,t])),a=Ii(n?[...e?[e]:[],...t].filter(e=>!i.has(e)):[]),o=e&&a.get(e);return{options:o?[{value:e,label:o},...r]:r,nameOf:e=>i.get(e)??a.get(e)??ji(e)}}function Ii(e){let[t,n]=M(new Map),r=P(!1),i=P(!1);N(()=>()=>{i.current=!0},[]);let a=[...new Set(e)].filter(e=>!t.has(e)).slice(0,Pi);return N(()=>{r.current||a.length===0||(r.current=!0,Kn(ln,{ids:a}).then(({nodes:e})=>{let t=e.map(e=>e?.__typename===`Endpoint`?e.name??e.url:null);i.current||n(e=>new Map([...e,...a.map(Li(t))]))}).catch(()=>void 0).finally(()=>{r.current=!1}))},[a.join()]),t}var Li=e=>(t,n)=>[t,e[n]??null];function Ri({label:e,any:t,value:n,options:r,onChoose:i}){let a=n!==void 0&&n!==``&&!r.some(e=>e.value===n);return V(`select`,{"aria-label":e,value:n??``,onChange:e=>i(e.currentTarget.value),children:[V(`option`,{value:``,children:t}),a&&V(`option`,{value:n,children:n}),r.map(e=>V(`option`,{value:e.value,children:e.label},e.value))]})}function zi(){let[e,t]=M([]);return N(()=>{let e=new AbortController;return Bi(e.signal).then(t,()=>void 0),()=>e.abort()},[]),e.map(e=>({value:e,label:e}))}async function Bi(e){let t=[],n=null;do{let{eventTypes:r}=await Kn(wn,{after:n},e);t.push(...r.nodes.map(({name:e})=>e)),n=r.pageInfo.hasNextPage?r.pageInfo.endCursor:null}while(n!==null);return t}var Vi=!0,Hi=()=>document.querySelector(`main h1`)?.focus({preventScroll:!0});function Y({title:e,heading:t,actions:n,children:r}){let i=P(null);return N(()=>{document.title=`${e} · Hookline`},[e]),N(()=>{Vi?Vi=!1:(document.activeElement===document.body||document.activeElement?.closest(`header nav, main`))&&i.current?.focus({preventScroll:!0})},[]),V(`main`,{id:`main`,tabIndex:-1,children:[V(`div`,{class:`heading`,children:[V(`h1`,{ref:i,tabIndex:-1,children:t??e}),n&&V(`div`,{class:`buttons`,children:n})]}),r]})}function Ui({title:e,tools:t,children:n}){return V(`section`,{children:[V(`div`,{class:`section-head`,children:[V(`h2`,{children:e}),t&&V(`div`,{class:`buttons`,children:t})]}),n]})}function Wi({facts:e}){return V(`dl`,{class:`facts`,children:e.filter(([,e])=>e!=null&&e!==!1).map(([e,t])=>V(`div`,{children:[V(`dt`,{children:e}),V(`dd`,{children:t})]},e))})}var Gi=6e4,Ki=60*Gi,qi=[{value:`1h`,label:`Last hour`,ms:Ki},{value:`24h`,label:`Last 24 hours`,ms:24*Ki},{value:`7d`,label:`Last 7 days`,ms:168*Ki}],Ji=`range`,Yi=[...qi,{value:Ji,label:`From – to…`}];function Xi({within:e,since:t,until:n}){let r=qi.find(({value:t})=>t===e);return r?{within:r.ms,span:{}}:{within:void 0,span:{...t&&{since:t},...n&&{until:n}}}}function Zi({query:e,onQuery:t}){let{within:n,span:r}=Xi(e),i=P(null),a=i.current?.contains(document.activeElement)??!1,o=n===void 0&&(Object.keys(r).length>0||a),s=n=>t({...e,within:void 0,since:void 0,until:void 0,...n});return V(C,{children:[V(Ri,{label:`Time`,any:`Any time`,value:o?Ji:n===void 0?``:e.within,options:Yi,onChoose:e=>{s(e===Ji?{since:ea(nr(n??24*Ki))}:{within:e})}}),o&&V(`fieldset`,{ref:i,class:`span`,children:[V(`legend`,{class:`hidden`,children:[`Time, in `,$i()]}),V(Qi,{label:`from`,at:r.since,onAt:e=>s({...r,since:e})}),V(Qi,{label:`to`,at:r.until,onAt:e=>s({...r,until:e})}),V(`span`,{class:`quiet`,children:$i()})]})]})}function Qi({label:e,at:t,onAt:n}){let[r,i]=gr(ta(t),e=>{e.startsWith(`0`)||n(e===``?void 0:new Date(e).toISOString())});return V(`label`,{children:[e,` `,V(`input`,{type:`datetime-local`,max:`9999-12-31T23:59`,value:r,onInput:e=>i(e.currentTarget.value)})]})}var $i=()=>new Intl.DateTimeFormat().resolvedOptions().timeZone,ea=e=>new Date(Math.floor(Date.parse(e)/Gi)*Gi).toISOString();function ta(e){let t=e===void 0?NaN:Date.parse(e);if(Number.isNaN(t))return``;let n=new Date(t-new Date(t).getTimezoneOffset()*Gi).toISOString();return n.slice(0,n.endsWith(`:00.000Z`)?16:23)}function na(){return B(`DELIVERIES_READ`)?V(ra,{}):V(Y,{title:`Deliveries`,children:V(gi,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function ra(){let{query:e,path:t,route:n}=F(),{options:r}=Fi(e.endpoint),i=zi(),{within:a,span:o}=Xi(e),s=er(tn,{filter:{...Hn(),...e.status&&{status:[e.status]},...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...o}},({deliveries:e})=>e,{madeAt:({createdAt:e})=>e,within:a}),c=e=>n(_r(t,e),!0),l=t=>n=>c({...e,[t]:n});return V(Y,{title:`Deliveries`,actions:V(`button`,{type:`button`,"aria-disabled":s.loading,onClick:()=>!s.loading&&void s.reload(),children:s.loading?`Loading…`:`Refresh`}),children:[V(`div`,{class:`filters`,children:[V(Ri,{label:`Status`,any:`Any status`,value:e.status,options:Kr,onChoose:l(`status`)}),V(Ri,{label:`Endpoint`,any:`Any endpoint`,value:e.endpoint,options:r,onChoose:l(`endpoint`)}),V(Ri,{label:`Event type`,any:`Any event type`,value:e.type,options:i,onChoose:l(`type`)}),V(Zi,{query:e,onQuery:c})]}),V(Mi,{pages:s,empty:Object.keys(e).length>0?V(q,{title:`No delivery is like this`,children:V(`p`,{children:V(`a`,{href:W.deliveries,children:`Show all deliveries`})})}):V(q,{title:`No deliveries yet`,example:Nr,children:V(`p`,{children:`Each event that is published makes one for every endpoint that wants it:`})})})]})}async function X(e,t){let{result:n}=await Kn(e,t);if(n.code===void 0)return n;throw new I(n.code,n.message??n.__typename,{errorId:n.errorId??null,issues:n.issues??[]})}function ia(){let[e,t]=M(!1),[n,r]=M(null);return{busy:e,failure:n,clear:()=>r(null),async start(e){t(!0),r(null);try{return await e(),!0}catch(e){return r(ir(e)),!1}finally{t(!1)}}}}var aa=e=>`'${e.replaceAll(`'`,`'\\''`)}'`;function oa(e,t){let n=e.requestHeaders.filter(({name:e})=>e.toLowerCase()!==`content-length`).map(({name:e,value:t})=>`-H ${aa(`${e}: ${t??`<fill in>`}`)}`);e.requestHeaders.some(({name:e})=>e.toLowerCase()===`content-type`)||n.unshift(`-H ${aa(`content-type: application/json`)}`);let r=t===null?[]:[`--data-raw ${aa(t)}`];return[`curl -i -X POST ${aa(e.url)}`,...n,...r].join(` \\
  `)}function sa(e){try{JSON.parse(e)}catch{return e}let t=0,n=``;for(let[r]of e.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)){let e=n.at(-1);r===`}`||r===`]`?(--t,n+=e===`{`||e===`[`?r:`\n${`  `.repeat(t)}${r}`):((e===`{`||e===`[`)&&(n+=`\n${`  `.repeat(t)}`),n+=r,r===`{`||r===`[`?t+=1:r===`,`?n+=`\n${`  `.repeat(t)}`:r===`:`&&(n+=` `))}return n}var ca={AUTOMATIC:``,MANUAL:`by hand`,TEST:`test`};function la({delivery:e}){let t=e.attempts.nodes.toReversed();if(t.length===0)return V(`p`,{class:`quiet`,children:e.nextAttemptAt?V(C,{children:[`The first one: `,V(J,{at:e.nextAttemptAt,isDue:!0}),`.`]}):`None was made.`});let n=Math.max(...t.map(({durationMs:e})=>e),1);return V(C,{children:[V(`ol`,{class:`attempts`,reversed:!0,children:t.map((t,r)=>V(ua,{attempt:t,isNewest:r===0,longest:n,body:e.requestBody},t.id))}),e.attemptCount>t.length&&V(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]})}function ua({attempt:e,isNewest:t,longest:n,body:r}){let[i]=M(t);return V(`li`,{children:V(`details`,{open:i,children:[V(`summary`,{children:[V(`span`,{class:`attempt-number`,children:[`#`,e.number]}),V(Wr,{outcome:e.outcome}),V(Ai,{status:e.responseStatus,outcome:e.outcome}),V(`span`,{class:`timing`,children:V(`span`,{class:`timing-bar`,style:{width:`${Math.max(2,e.durationMs/n*100)}%`}})}),V(`span`,{class:`attempt-duration`,children:Yr(e.durationMs)}),V(`span`,{class:`quiet`,children:[V(Ei,{at:e.startedAt}),` · `,V(J,{at:e.startedAt}),ca[e.trigger]&&` · ${ca[e.trigger]}`]})]}),V(da,{attempt:e,body:r})]})})}function da({attempt:e,body:t}){return V(`div`,{class:`exchange`,children:[e.errorMessage&&V(`p`,{class:`bad-text`,children:e.errorMessage}),V(fa,{title:`Request`,tools:V(ai,{text:oa(e,t),label:`Copy as curl`}),children:V(Qr,{label:`Request of attempt ${e.number}`,children:[V(`b`,{children:`POST`}),` `,e.url,`
`,V(pa,{headers:e.requestHeaders})]})}),V(fa,{title:`Response`,children:e.responseStatus===null?V(`p`,{class:`quiet`,children:`There was none.`}):V(Qr,{label:`Response of attempt ${e.number}`,children:[V(`b`,{children:e.responseStatus}),`
`,V(pa,{headers:e.responseHeaders??[]}),e.responseBody&&`\n${sa(e.responseBody)}`,e.responseBodyTruncated&&V(`span`,{class:`quiet`,children:[`
`,`… cut off: 16 KiB are kept`]})]})})]})}function fa({title:e,tools:t,children:n}){return V(`div`,{children:[V(`div`,{class:`section-head`,children:[V(`h3`,{children:e}),t]}),n]})}function pa({headers:e}){return V(C,{children:e.map(({name:e,value:t})=>V(`span`,{children:[V(`span`,{class:`header-name`,children:[e,`:`]}),` `,t??V(`i`,{children:`not shown`}),`
`]},e+(t??``)))})}function Z({scope:e,forbidden:t,busy:n=!1,icon:r,kind:i=``,onAct:a,children:o}){let s=Le(),c=P(null);Ne(()=>()=>{document.activeElement===c.current&&Hi()},[]);let l=B(e)?t??null:`Your key lacks the scope ${e}.`;return V(C,{children:[V(`button`,{ref:c,type:`button`,class:i,"aria-disabled":l!==null||n,"aria-describedby":l?s:void 0,title:l??void 0,onClick:()=>{l?ti(l,`bad`):n||a()},children:[r&&V(U,{name:r}),o]}),l&&V(`span`,{id:s,class:`hidden`,children:l})]})}function ma({state:e,onRetry:t}){let{phase:n,resumed:r,failure:i}=e;return V(`div`,{class:`connection ${n}`,role:`status`,children:[n===`live`&&V(C,{children:[V(`span`,{class:`pulse`,"aria-hidden":`true`}),` Live`]}),n===`connecting`&&V(C,{children:[V(U,{name:`clock`}),` Connecting…`]}),n===`lost`&&V(C,{children:[V(U,{name:`unplugged`}),` `,i?.code===`UNREACHABLE`?`Connection lost, reconnecting…`:`Not live: the server cannot read the feed, trying again…`,` `,V(`button`,{type:`button`,class:`link`,onClick:t,children:`Try now`})]}),n===`failed`&&V(C,{children:[V(U,{name:`warning`}),` Not live`]}),r&&n===`live`&&V(`span`,{class:`quiet`,children:[` `,`· resumed at `,V(Ei,{at:r.at}),`,`,` `,r.isGap?`without what happened meanwhile: the deliveries have it`:`${G(r.caughtUp)} ${r.caughtUp===1?`item`:`items`} caught up`]})]})}function Q(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function ha(e){return Q(e)===`object`}function ga(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function _a(e,t){return e.length<124?e:t}var $=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))($||{}),va=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))(va||{});function ya(e){if(!ha(e))throw Error(`Message is expected to be an object, but got ${Q(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${Q(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!ha(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!ha(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${Q(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${Q(e.payload.query)}`);if(e.payload.variables!=null&&!ha(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${Q(e.payload.variables)}`);if(e.payload.operationName!=null&&Q(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${Q(e.payload.operationName)}`);if(e.payload.extensions!=null&&!ha(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${Q(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!ha(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${Q(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!ga(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Q(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function ba(e,t){return ya(typeof e==`string`?JSON.parse(e,t):e)}function xa(e,t){return ya(e),JSON.stringify(e,t)}function Sa(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=wa,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!Ea(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(xa({type:va.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof Ca&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(xa(e?{type:va.ConnectionInit,payload:e}:{type:va.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close($.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close($.InternalClientError,_a(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=ba(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(xa(n.payload?{type:va.Pong,payload:n.payload}:{type:va.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==va.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close($.BadResponse,_a(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(wa(e)&&(Ta(e.code)||[$.InternalServerError,$.InternalClientError,$.BadRequest,$.BadResponse,$.Unauthorized,$.SubprotocolNotAcceptable,$.SubscriberAlreadyExists,$.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(wa(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case va.Next:t.next(e.payload);return;case va.Error:i=!0,r=!0,t.error(e.payload),a();return;case va.Complete:r=!0,a();return}});o.send(xa({id:n,type:va.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(xa({id:n,type:va.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new Ca)}}}var Ca=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function wa(e){return ha(e)&&`code`in e&&`reason`in e}function Ta(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function Ea(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var Da=1e4,Oa=5e3,ka=new Set([4401,4403]);function Aa(){let e,t=Sa({url:`${location.protocol===`https:`?`wss`:`ws`}://${location.host}/graphql`,connectionParams:qn,retryAttempts:0,keepAlive:Da,on:{ping:n=>{n||(e=setTimeout(()=>t.terminate(),Oa))},pong:t=>{t&&clearTimeout(e)},closed:()=>clearTimeout(e)}});return t}function ja(e){return Array.isArray(e)?_t(e[0]):e instanceof CloseEvent&&ka.has(e.code)?new I(`INVALID_AUTHORIZATION`,e.reason.replace(/^[A-Z_]+: /,``)):new I(`UNREACHABLE`,`The connection was lost.`)}var Ma=[250,500,1e3,2e3,4e3,8e3,15e3],Na=15e3,Pa=1e4,Fa=new Set([`CURSOR_INVALID`,`CURSOR_AHEAD`]),Ia=new Set([`FORBIDDEN`,`BAD_REQUEST`,`NOT_FOUND`,`QUERY_TOO_COMPLEX`]),La=class{#e;#t=Aa();#n={phase:`connecting`,resumed:null,failure:null};#r=null;#i=new Set;#a=0;#o=()=>{};#s;#c=0;#l=0;#u=!1;#d={readAt:``,at:0};#f=!1;constructor(e){this.#e=e,addEventListener(`online`,this.reconnectNow),this.#p()}reconnectNow=()=>{this.#n.phase===`lost`&&this.#p()};stop(){this.#a+=1,removeEventListener(`online`,this.reconnectNow),clearTimeout(this.#s),this.#o(),this.#t.dispose()}async#p(){this.#a+=1;let e=this.#a,t=()=>e===this.#a,n=e=>{t()&&this.#v(e)};this.#o(),this.#l=0,this.#u=!0,this.#d={readAt:``,at:0},this.#_();try{this.#r===null&&await this.#m(t)}catch(e){return n(ir(e))}t()&&(this.#o=this.#t.subscribe({query:Mn.toString(),variables:{after:this.#r,filter:this.#e.filter}},{next:({data:e,errors:r})=>{t()&&(e?.deliveryFeed?this.#h(e.deliveryFeed):r?.[0]&&n(_t(r[0])))},error:e=>n(ja(e)),complete:()=>n(new I(`UNREACHABLE`,`The server ended the subscription.`))}))}async#m(e){let{filter:t,recent:n,onItem:r}=this.#e,i=(await Kn(An,{})).deliveryFeedCursor;if(n>0&&this.#i.size===0){let{deliveryFeed:i}=await Kn(jn,{last:n,filter:t});if(!e())return;this.#i=new Set(i.nodes.map(e=>e.cursor));for(let e of i.nodes)e.__typename!==`FeedCheckpoint`&&r(e)}e()&&(this.#r=i)}#h(e){if(this.#r=e.cursor,this.#c=0,e.__typename!==`FeedCheckpoint`){if(this.#u&&this.#_(),this.#i.has(e.cursor))return;this.#u&&(this.#l+=1),this.#e.onItem(e);return}if(this.#g(e.occurredAt)){this.#v(new I(`UNAVAILABLE`,`The server cannot read the feed.`));return}if(!this.#u)return;this.#u=!1,clearTimeout(this.#s);let t={at:new Date().toISOString(),caughtUp:this.#l,isGap:this.#f};this.#f=!1,this.#y({phase:`live`,failure:null,resumed:this.#n.phase===`lost`?t:this.#n.resumed})}#g(e){let t=this.#d;return this.#d={readAt:e,at:Date.now()},e===t.readAt&&this.#d.at-t.at>=Pa}#_(){clearTimeout(this.#s),this.#s=setTimeout(()=>this.#v(new I(`UNREACHABLE`,`The server does not answer.`)),Na)}#v(e){if(this.#a+=1,clearTimeout(this.#s),e.isOfCredential){Gn(e);return}if(Ia.has(e.code)){this.#y({phase:`failed`,failure:e});return}Fa.has(e.code)&&(this.#r=null,this.#f=!0),this.#y({phase:`lost`,failure:e});let t=Ma[Math.min(this.#c,Ma.length-1)];this.#c+=1,this.#s=setTimeout(this.reconnectNow,t*(.75+Math.random()/2))}#y(e){this.#n={...this.#n,...e},this.#e.onState(this.#n)}},Ra={phase:`connecting`,resumed:null,failure:null};function za(e,t,n=0){let[r,i]=M(Ra),a=P(t);a.current=t;let o=P(null),s=JSON.stringify(e);return N(()=>{if(s===`null`)return;i(Ra);let e=new La({recent:n,filter:JSON.parse(s),onItem:e=>a.current(e),onState:i});return o.current=e,()=>e.stop()},[s]),{state:r,reconnectNow:()=>o.current?.reconnectNow()}}function Ba(e,t){let n=za(e,t),r=n.state.phase===`live`;return N(()=>{r&&t()},[r]),n}function Va(e,t){let n=P(void 0),r=P(t);return r.current=t,N(()=>()=>clearTimeout(n.current),[]),()=>{n.current??=setTimeout(()=>{n.current=void 0,r.current()},e)}}var Ha=200;function Ua({id:e}){let t=B(`DELIVERIES_READ`),{data:n,failure:r,reload:i}=Zn(nn,t?{id:e}:null),a=Va(Ha,()=>void i()),{state:o,reconnectNow:s}=Ba(t?{deliveryId:e}:null,a),c=n?.delivery;return c?V(Y,{title:`${c.event.type} delivery`,heading:V(C,{children:[V(`span`,{class:`url`,children:c.event.type}),` `,V(Hr,{status:c.status})]}),actions:V(Wa,{delivery:c,onChanged:i}),children:[V(`p`,{class:`under`,children:[V(oi,{id:c.id}),V(ma,{state:o,onRetry:s})]}),r&&V(K,{failure:r,onRetry:()=>void i()}),V(qa,{delivery:c}),V(Ui,{title:`Attempts (${G(c.attemptCount)})`,children:V(la,{delivery:c})}),V(Ya,{delivery:c})]},e):V(Y,{title:`Delivery`,children:t?r?V(K,{failure:r,onRetry:()=>void i()}):n?V(q,{title:`No such delivery`,children:V(`p`,{children:[V(`code`,{children:e}),` is not a delivery that this key may see.`,` `,V(`a`,{href:W.deliveries,children:`All deliveries`})]})}):V(hi,{rows:8}):V(gi,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Wa({delivery:e,onChanged:t}){let{busy:n,failure:r,start:i}=ia(),{id:a}=e;return V(C,{children:[V(Z,{scope:`DELIVERIES_WRITE`,icon:`retry`,kind:`primary`,busy:n,forbidden:Ka(e),onAct:()=>void i(async()=>{await X(an,{id:a}),ti(`An attempt is on its way.`),await t()}),children:`Retry now`}),Ga(e)&&V(Z,{scope:`DELIVERIES_WRITE`,kind:`danger`,busy:n,onAct:()=>void i(async()=>{await X(on,{id:a}),ti(`Canceled.`),await t()}),children:`Cancel`}),r&&V(K,{failure:r})]})}var Ga=({status:e})=>e===`PENDING`||e===`RETRYING`;function Ka({endpoint:e,payloadPurgedAt:t}){return e?e.status===`ACTIVE`?t?`Its payload is no longer kept.`:null:`Its endpoint is ${e.status.toLowerCase()}.`:`Its endpoint was deleted.`}function qa({delivery:e}){let{endpoint:t,event:n,endReason:r}=e;return V(Wi,{facts:[[`Endpoint`,t?V(`a`,{class:`clamp`,href:W.endpoint(t.id),children:t.name??t.url}):`deleted`],[`Event`,V(C,{children:[V(`a`,{class:`mono`,href:W.event(n.id),children:n.id}),e.isTest&&V(`span`,{class:`tag`,children:`test`})]})],[`Ended because`,r&&(Rr[r]??r)],[`Next attempt`,Ja(e)],[`Created`,V(J,{at:e.createdAt})],[`Ended`,e.completedAt&&V(J,{at:e.completedAt})],[`Payload`,e.payloadPurgedAt?V(C,{children:[`purged `,V(J,{at:e.payloadPurgedAt})]}):e.payloadExpiresAt&&V(C,{children:[`kept, purged `,V(J,{at:e.payloadExpiresAt,isDue:!0})]})],[`Organization`,e.organization.name]]})}function Ja(e){let{endpoint:t,nextAttemptAt:n}=e;return Ga(e)&&t?.status===`PAUSED`?`once its endpoint is resumed`:n&&V(J,{at:n,isDue:!0})}function Ya({delivery:{requestBody:e,payloadPurgedAt:t}}){return V(Ui,{title:`Request body`,tools:e!==null&&V(ai,{text:e,label:`Copy the body`}),children:e===null?V(`p`,{class:`quiet`,children:t?`The payload is no longer kept.`:`Payloads need the scope EVENTS_READ, which this key lacks.`}):V(Qr,{label:`Request body`,children:sa(e)})})}function Xa({title:e,busy:t=!1,onClose:n,children:r}){let i=Le(),a=P(null);return Ne(()=>{let e=a.current;return e?.showModal(),()=>e?.close()},[]),V(`dialog`,{ref:a,"aria-labelledby":i,onKeyDown:e=>{t&&e.key===`Escape`&&e.preventDefault()},onCancel:e=>{e.preventDefault(),t||n()},children:[V(`h2`,{id:i,children:e}),r,V(ni,{})]})}function Za({title:e,submit:t,danger:n=!1,busy:r,failure:i,onSubmit:a,onClose:o,children:s}){return V(Xa,{title:e,busy:r,onClose:o,children:V(`form`,{onSubmit:e=>{e.preventDefault(),r||a()},children:[s,i&&V(K,{failure:i}),V(`div`,{class:`buttons`,children:[V(`button`,{type:`button`,"aria-disabled":r,onClick:()=>!r&&o(),children:`Cancel`}),V(`button`,{type:`submit`,class:n?`danger`:`primary`,"aria-disabled":r,children:r?`Working…`:t})]})]})})}function Qa({title:e,secret:t,publicKey:n,note:r,onClose:i}){return V(Xa,{title:e,onClose:i,children:[t?V(C,{children:[V(`p`,{children:[`Its receiver verifies signatures with this secret. `,V(`strong`,{children:`It is shown this once.`})]}),V(mi,{text:t,name:`secret`})]}):V(C,{children:[V(`p`,{children:`Its receiver verifies signatures with this public key, which stays on the endpoint’s page.`}),V(mi,{text:n??``,name:`public key`})]}),r&&V(`p`,{children:r}),V(`div`,{class:`buttons`,children:V(`button`,{type:`button`,class:`primary`,onClick:i,children:`Done`})})]})}function $a({title:e,submit:t,text:n,onConfirm:r,onClose:i}){let{busy:a,failure:o,start:s}=ia();return V(Za,{title:e,submit:t,danger:!0,busy:a,failure:o,onSubmit:()=>void s(r),onClose:i,children:V(`p`,{children:n})})}function eo({endpoint:e,onClose:t,onSent:n}){let[r,i]=M(``),a=zi(),{busy:o,failure:s,start:c}=ia();return V(Za,{title:`Send a test`,submit:`Send test`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let{delivery:t}=await X(bn,{id:e.id,...r&&{input:{eventType:r}}});n(t.id)}),children:[V(`p`,{children:`One attempt, signed like any other, with a sample as its payload. It is not counted.`}),V(sr,{label:`Event type`,name:`eventType`,issues:s?.issues??[],value:r,onInput:i,options:[{value:``,label:`One that it receives`},...a]})]})}function to({endpoint:e,onClose:t}){let[n,r]=M(`24`),[i,a]=M(null),{busy:o,failure:s,start:c}=ia();return i?V(Qa,{title:`The new secret signs now`,...i,note:`The older one signs too until ${Di(i.until)}.`,onClose:t}):V(Za,{title:`Rotate the secret`,submit:`Rotate`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let t=await X(yn,{id:e.id,input:{graceHours:Number(n)}});a({secret:t.secret,publicKey:t.endpoint.secrets[0]?.publicKey??null,until:t.previousSecretExpiresAt})}),children:[V(`p`,{children:`A new secret signs from now on. For a while the older one signs too, so that the receiver can change over.`}),V(H,{label:`Both sign for, hours`,type:`number`,required:!0,name:`graceHours`,issues:s?.issues??[],value:n,onInput:r,hint:`0 to 168; 0 ends the older one now`})]})}var no=0;function ro(e=``,t=``){no+=1;let n=t===null,r=t?.includes(`
`)??!1;return{id:no,name:e,value:t??``,isSecret:n,isHidden:n,isLong:r}}var io=e=>e.filter(({name:e,value:t})=>e.trim()!==``||t!==``);function ao(e,t){let n=Object.entries(e?.metadata??{});return{url:e?.url??``,name:e?.name??``,description:e?.description??``,eventPatterns:e?.eventPatterns.join(`
`)??``,timeoutSeconds:String(e?.timeoutSeconds??10),maxRetries:String(e?.maxRetries??7),maxConcurrency:String(e?.maxConcurrency??10),rateLimitPerSecond:String(e?.rateLimitPerSecond??``),undeliveredPayloadRetentionHours:String(e?.undeliveredPayloadRetentionHours??72),headers:(e?.headers??[]).map(({name:e,value:t})=>ro(e,t)),labels:e?.labels.join(`
`)??``,metadata:n.map(([e,t])=>ro(e,t)),signingVersion:`V1`,organizationId:t??``}}function oo(e){return{url:e.url.trim(),name:e.name.trim()||null,description:e.description.trim()||null,eventPatterns:so(e.eventPatterns,/[\n,]/),timeoutSeconds:co(e.timeoutSeconds),maxRetries:co(e.maxRetries),maxConcurrency:co(e.maxConcurrency),rateLimitPerSecond:co(e.rateLimitPerSecond),undeliveredPayloadRetentionHours:co(e.undeliveredPayloadRetentionHours),headers:io(e.headers).map(({name:e,value:t,isSecret:n})=>({name:e.trim(),value:t.trim(),...n&&{sensitive:!0}})),labels:so(e.labels,`
`),metadata:Object.fromEntries(io(e.metadata).map(({name:e,value:t})=>[e,t]))}}var so=(e,t)=>e.split(t).map(e=>e.trim()).filter(e=>e!==``),co=e=>e.trim()===``?null:Number(e);function lo(e,t){let[n,r]=[oo(e),oo(t)],i=Object.keys(n).filter(e=>!uo(n[e],r[e]));return Object.fromEntries(i.map(e=>[e,n[e]]))}var uo=(e,t)=>JSON.stringify(e)===JSON.stringify(t);function fo(e,t,n){let[r,i]=[oo(t),oo(n)];return Object.keys(e).filter(t=>!uo(i[t],r[t])&&!uo(i[t],e[t])).map(e=>({path:[`input`,e],message:`changed meanwhile: now ${po(n[e]).join(`, `)}`}))}function po(e){return e.length===0?[`empty`]:typeof e==`string`?e.split(`
`).map(e=>`“${e}”`):e.map(e=>`“${e.name}: ${e.isHidden?`••••`:e.value}”`)}function mo(e){return Object.fromEntries(Object.entries(oo(e)).filter(([,e])=>e!==null))}function ho(e,t){let n=[],r=(e,...t)=>n.push({path:[`input`,...t],message:e}),i=t.headers?io(e.headers):[];for(let[e,{isHidden:t,value:n}]of i.entries())t&&n.trim()===``&&r(`is not shown: give it anew, or remove the header`,`headers`,String(e),`value`);let a=io(e.metadata).map(({name:e})=>e);for(let[e,n]of a.entries())n===``&&t.metadata&&r(`must not be empty`,`metadata`,String(e),`name`),a.indexOf(n)<e&&r(`is given more than once`,`metadata`,String(e),`name`);return n}var go={url:`URL`,name:`Name`,description:`Description`,eventPatterns:`Event patterns`,timeoutSeconds:`Timeout, seconds`,maxRetries:`Retries`,maxConcurrency:`At once`,rateLimitPerSecond:`Per second`,undeliveredPayloadRetentionHours:`Keep payloads of failed deliveries, hours`,headers:`Headers`,labels:`Labels`,metadata:`Metadata`,signingVersion:`Signature`,organizationId:`Organization`},_o={headers:`Header`,metadata:`Key`},vo=40;function yo(e,t,n){if(!e||e.issues.length===0)return e;let r=e.issues.flatMap(e=>bo(e,t,n)??[]);return r.length===0?null:new I(e.code,e.message,{...e,issues:r})}function bo(e,t,n){let[r=``,i,a]=ht(e).split(`.`);if(!(r in go))return e;let o=go[r];if(i===void 0)return{...e,label:o};if(r in _o){let{id:o}=io(t[r])[Number(i)]??{},s=n[r].findIndex(e=>e.id===o)+1,c=a===`value`?`Value`:_o[r];return s===0?null:{...e,label:`${c} ${s}`}}if(r!==`eventPatterns`&&r!==`labels`)return{...e,label:o};let s=oo(t)[r][Number(i)]??``,c=s.length>vo?`${s.slice(0,vo)}…`:s,l=e.message.includes(s)?e.message:`“${c}” ${e.message}`;return{...e,label:o,message:l}}function xo({title:e,isOpen:t,children:n}){return V(`details`,{open:t,onInvalidCapture:e=>{e.currentTarget.open=!0},children:[V(`summary`,{children:e}),n]})}function So({legend:e,one:t,hint:n,withSecrets:r,name:i,issues:a,rows:o,refused:s,onRows:c}){let l=Le(),u=P(null),d=P(null);Ne(()=>{let e={last:`.row:last-of-type input`,add:`button.add`}[d.current??`add`];d.current&&u.current?.querySelector(e)?.focus(),d.current=null},[o.length]);let f=a.find(e=>ht(e)===i),p=io(s);return V(`fieldset`,{ref:u,"aria-describedby":`${l}-hint`,children:[V(`legend`,{children:e}),V(ur,{id:`${l}-hint`,hint:n,issue:f}),o.map((e,n)=>V(Co,{row:e,one:`${t} ${n+1}`,number:n+1,withSecrets:r??!1,name:`${i}.${p.findIndex(t=>t.id===e.id)}`,issues:a,onRow:t=>c(n=>n.map(n=>n.id===e.id?{...n,...t}:n)),onRemove:()=>{d.current=`add`,c(t=>t.filter(t=>t.id!==e.id))}},e.id)),V(`button`,{type:`button`,class:`add`,onClick:()=>{d.current=`last`,c(e=>[...e,ro()])},children:[V(U,{name:`plus`}),`Add `,t.toLowerCase()]})]})}function Co({row:{name:e,value:t,isSecret:n,isHidden:r,isLong:i},one:a,number:o,withSecrets:s,name:c,issues:l,onRow:u,onRemove:d}){return V(`div`,{class:`row`,children:[V(H,{label:a,mono:!0,name:`${c}.name`,issues:l,value:e,onInput:e=>u({name:e})}),V(`button`,{type:`button`,class:`bare`,"aria-label":`Remove ${a.toLowerCase()}`,onClick:d,children:V(U,{name:`cross`})}),V(H,{label:`Value ${o}`,lines:i?3:1,mono:!0,hint:r&&`Not shown, and kept as long as no header is changed.`,name:`${c}.value`,issues:l,value:t,onInput:e=>u({value:e})}),s&&V(`label`,{class:`check`,children:[V(`input`,{type:`checkbox`,checked:n,onChange:e=>u({isSecret:e.currentTarget.checked})}),`Secret `,o]})]})}var wo=[{value:`V1`,label:`HMAC-SHA256 (v1), one shared secret`},{value:`V1A`,label:`Ed25519 (v1a), a public key for the receiver`}];function To({endpoint:e,onClose:t,onDone:n}){let[r,i]=M(()=>ao(e,Vn.value)),[a,o]=M(r),[s,c]=M(r),[l,u]=M(null),{busy:d,failure:f,start:p}=ia(),m=yo(f,s,a),h=m?.issues??[],g=e=>({name:e,label:go[e],issues:h,value:a[e],onInput:t=>o(n=>({...n,[e]:t}))}),_=e=>({name:e,legend:go[e],one:_o[e],issues:h,rows:a[e],refused:s[e],onRows:t=>o(n=>({...n,[e]:t(n[e])}))});async function v(){c(a);let t=e?lo(a,r):mo(a);await p(async()=>{let n=ho(a,t);if(n.length>0)throw new I(`VALIDATION_FAILED`,`The input is not valid.`,{issues:n});e?await y(e.id,lo(a,r)):await b(mo(a))})&&e&&n(e.id)}async function y(e,t){let{endpoint:n}=await Kn(un,{id:e}),a=n?ao(n,null):r,s=fo(t,r,a);if(s.length>0)throw i(a),o(e=>({...e,...Eo(a,Object.keys(t))})),new I(`CHANGED_MEANWHILE`,`Not saved, as somebody else changed this:`,{issues:s});await X(pn,{id:e,input:t})}async function b(e){let t=await X(fn,{input:{...e,url:a.url.trim(),signingVersion:a.signingVersion,...a.organizationId&&{organizationId:a.organizationId}}}),{id:n,secrets:r}=t.endpoint;u({id:n,secret:t.secret,publicKey:r[0]?.publicKey??null})}return l?V(Qa,{title:`The endpoint is made`,...l,onClose:()=>n(l.id)}):V(Za,{title:e?`Change the endpoint`:`New endpoint`,submit:e?`Save`:`Create endpoint`,busy:d,failure:m,onSubmit:()=>void v(),onClose:t,children:[V(H,{type:`url`,placeholder:`https://example.com/hooks`,required:!0,mono:!0,hint:e&&`Another URL is not verified, and its failures are counted anew.`,...g(`url`)}),V(H,{...g(`name`)}),V(H,{lines:3,mono:!0,hint:`One a line, like invoice.* or *.paid. None: every event.`,...g(`eventPatterns`)}),!e&&B(`ADMIN`)&&V(fr,{...g(`organizationId`)}),!e&&V(sr,{options:wo,...g(`signingVersion`)}),V(Do,{isOfEndpoint:e!==void 0,field:g}),V(Oo,{isOfEndpoint:e!==void 0,field:g,rows:_})]})}var Eo=(e,t)=>Object.fromEntries(Object.entries(e).filter(([e])=>!t.includes(e)));function Do({isOfEndpoint:e,field:t}){let n={type:`number`,required:e};return V(xo,{title:`Delivery`,isOpen:e,children:[V(H,{lines:2,...t(`description`)}),V(`div`,{class:`pair`,children:[V(H,{hint:`3 to 60`,...n,...t(`timeoutSeconds`)}),V(H,{hint:`1 to 7`,...n,...t(`maxRetries`)}),V(H,{hint:`requests in flight, 1 to 100`,...n,...t(`maxConcurrency`)}),V(H,{type:`number`,hint:`empty: no limit`,...t(`rateLimitPerSecond`)})]}),V(H,{hint:`0 to 720; so long they can be retried`,...n,...t(`undeliveredPayloadRetentionHours`)})]})}function Oo({isOfEndpoint:e,field:t,rows:n}){return V(xo,{title:`Headers, labels and metadata`,isOpen:e,children:[V(So,{hint:`Sent with each delivery. A secret value is stored encrypted, and never shown again.`,withSecrets:!0,...n(`headers`)}),V(H,{lines:2,hint:`One a line, at most 8.`,...t(`labels`)}),V(So,{hint:`For your own use; it is not sent.`,...n(`metadata`)})]})}function ko(e){let[t,n]=M(null),{busy:r,failure:i,start:a}=ia(),{id:o,status:s}=e.endpoint,{text:c,icon:l,change:u,done:d}=Ao[s],f=e=>()=>n(e);return V(C,{children:[V(Z,{scope:`ENDPOINTS_WRITE`,icon:`flask`,kind:`primary`,onAct:f(`test`),children:`Send test`}),V(Z,{scope:`ENDPOINTS_WRITE`,icon:l,busy:r,onAct:()=>void a(async()=>{await u(o),await e.onChanged(),ti(d)}),children:c}),V(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`edit`),children:`Edit`}),V(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`rotate`),children:`Rotate secret`}),s!==`DISABLED`&&V(Z,{scope:`ENDPOINTS_WRITE`,onAct:f(`disable`),children:`Disable`}),V(Z,{scope:`ENDPOINTS_WRITE`,kind:`danger`,onAct:f(`delete`),children:`Delete`}),i&&V(K,{failure:i}),t&&V(jo,{...e,opened:t,onClose:()=>n(null)})]})}var Ao={ACTIVE:{text:`Pause`,icon:`pause`,change:e=>X(mn,{id:e}),done:`Paused: deliveries wait.`},PAUSED:{text:`Resume`,icon:`play`,change:e=>X(hn,{id:e}),done:`Resumed: what waited follows.`},DISABLED:{text:`Enable`,icon:`play`,change:e=>X(_n,{id:e}),done:`Enabled: it receives from now on.`}};function jo({endpoint:e,onChanged:t,opened:n,onClose:r}){let{route:i}=F(),{id:a}=e,o=async e=>{r(),await t(),ti(e)},s=()=>{r(),t()};switch(n){case`edit`:return V(To,{endpoint:e,onClose:s,onDone:()=>void o(`Saved.`)});case`test`:return V(eo,{endpoint:e,onClose:r,onSent:e=>i(W.delivery(e))});case`rotate`:return V(to,{endpoint:e,onClose:s});case`disable`:return V($a,{title:`Disable the endpoint?`,submit:`Disable`,text:`It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait.`,onClose:r,onConfirm:async()=>{await X(gn,{id:a}),await o(`Disabled.`)}});case`delete`:return V($a,{title:`Delete the endpoint?`,submit:`Delete for good`,text:`Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable.`,onClose:r,onConfirm:async()=>{await X(vn,{id:a}),ti(`Deleted.`),i(W.endpoints)}})}}function Mo({endpoint:e}){let t=Object.entries(e.metadata);return V(Ui,{title:`Settings`,children:V(Wi,{facts:[[`URL`,V(`span`,{class:`mono`,children:e.url})],[`Description`,e.description],[`Receives`,V(No,{patterns:e.eventPatterns})],[`Timeout`,`${e.timeoutSeconds} s`],[`Retries`,e.maxRetries],[`Requests at once`,e.maxConcurrency],[`Rate`,e.rateLimitPerSecond===null?`no limit`:`${e.rateLimitPerSecond} per second`],[`Failed payloads are kept`,`${e.undeliveredPayloadRetentionHours} h`],[`Headers`,Po(e.headers.map(({name:e,value:t})=>[e,t??`••••`]))],[`Labels`,e.labels.length>0&&V(Fo,{labels:e.labels})],[`External id`,e.externalId&&V(`code`,{children:e.externalId})],[`Metadata`,Po(t)],[`Signed with`,e.secrets.map(e=>V(Io,{secret:e},e.createdAt))],[`Created`,V(Lo,{endpoint:e})],[`Changed`,V(J,{at:e.updatedAt})]]})})}function No({patterns:e}){return e.length===0?V(C,{children:`all events`}):V(`span`,{class:`patterns`,children:e.map(e=>V(`code`,{children:e},e))})}function Po(e){return e.length===0?null:e.map(([e,t])=>V(`div`,{children:V(`code`,{children:[V(`bdi`,{children:e}),`: `,V(`bdi`,{children:t})]})},e))}function Fo({labels:e}){return V(C,{children:e.map(e=>V(`span`,{class:`tag`,children:e},e))})}function Io({secret:{publicKey:e,hint:t,version:n,expiresAt:r}}){return V(`div`,{children:[V(`code`,{children:e??`…${t}`}),` `,V(`span`,{class:`quiet`,children:[n===`V1A`?`Ed25519`:`HMAC-SHA256`,r?`, until ${Di(r)}`:``]})]})}function Lo({endpoint:{createdAt:e,createdBy:t}}){return V(C,{children:[V(J,{at:e}),` `,V(`span`,{class:`quiet`,children:[`by `,t]})]})}var Ro=(e,t)=>e.reduce((e,n)=>e+n[t],0),zo=e=>`${G(Ro(e,`succeeded`))} succeeded, ${G(Ro(e,`failed`))} failed`;function Bo({point:{succeeded:e,failed:t},x:n,width:r,bottom:i,scale:a,failedFill:o}){let s=e&&Math.max(1,e*a),c=t&&Math.max(1.5,t*a),l=r>3?Math.min(2,r*.25):0;return V(C,{children:[s>0&&V(`rect`,{class:`good`,x:n,y:i-s,width:r-l,height:s}),c>0&&V(`rect`,{class:`bad`,x:n,y:i-s-c,width:r-l,height:c,...o&&{fill:o}})]})}var Vo=148,Ho={left:36,bottom:18,top:8},Uo=Vo-Ho.bottom,Wo=new Intl.NumberFormat(`en`,{notation:`compact`});function Go(e){let t=Le(),[n,r]=Qo(),{label:i,points:a,format:o}=e,s=Zo(Math.max(1,...a.map(({succeeded:e,failed:t})=>e+t))),c=(Uo-Ho.top)/s,l=(n-Ho.left)/Math.max(1,a.length);return V(`figure`,{class:`chart`,children:[V(`div`,{ref:r,children:V(`svg`,{role:`img`,"aria-labelledby":`${t}-title ${t}-text`,width:n,height:Vo,viewBox:`0 0 ${n} ${Vo}`,children:[V(`title`,{id:`${t}-title`,children:i}),V(`desc`,{id:`${t}-text`,children:zo(a)}),V(Ko,{id:`${t}-hatch`}),V(qo,{peak:s,scale:c,width:n}),a.map((e,n)=>V(`g`,{children:[V(`title`,{children:`${o(e.start)}: ${zo([e])}`}),V(`rect`,{class:`hit`,x:Ho.left+n*l,y:Ho.top,width:l,height:Uo-Ho.top}),V(Bo,{point:e,x:Ho.left+n*l,width:l,bottom:Uo,scale:c,failedFill:`url(#${t}-hatch)`})]},e.start)),V(Jo,{...e,step:l,width:n})]})}),V(`figcaption`,{children:[V(`span`,{class:`key good`}),` succeeded `,V(`span`,{class:`key bad`}),` failed`]}),V(Yo,{...e})]})}function Ko({id:e}){return V(`defs`,{children:V(`pattern`,{id:e,width:`4`,height:`4`,patternUnits:`userSpaceOnUse`,patternTransform:`rotate(45)`,children:[V(`rect`,{class:`bad`,width:`4`,height:`4`}),V(`line`,{class:`hatch`,x1:`0`,y1:`0`,x2:`0`,y2:`4`})]})})}function qo({peak:e,scale:t,width:n}){return V(C,{children:[...new Set([0,Math.round(e/2),e])].map(e=>{let r=Uo-e*t;return V(`g`,{children:[V(`line`,{class:e===0?`base`:`grid`,x1:Ho.left,x2:n,y1:r,y2:r}),V(`text`,{x:Ho.left-6,y:r+4,"text-anchor":`end`,children:Wo.format(e)})]},e)})})}function Jo({points:e,format:t,step:n,width:r}){return V(C,{children:Xo(e).map(({index:i,anchor:a})=>V(`text`,{x:a===`end`?r:Ho.left+i*n,y:144,"text-anchor":a,children:t(e[i].start)},i))})}function Yo({points:e,format:t}){return V(`details`,{children:[V(`summary`,{children:`As a table`}),V(`table`,{class:`plain`,children:[V(`thead`,{children:V(`tr`,{children:[V(`th`,{scope:`col`,children:`From`}),V(`th`,{scope:`col`,children:`Succeeded`}),V(`th`,{scope:`col`,children:`Failed`})]})}),V(`tbody`,{children:e.filter(({succeeded:e,failed:t})=>e+t>0).map(e=>V(`tr`,{children:[V(`th`,{scope:`row`,children:t(e.start)}),V(`td`,{children:G(e.succeeded)}),V(`td`,{children:G(e.failed)})]},e.start))})]})]})}function Xo(e){return e.length<3?e.map((e,t)=>({index:t,anchor:`start`})):[{index:0,anchor:`start`},{index:Math.floor(e.length/2),anchor:`middle`},{index:e.length-1,anchor:`end`}]}function Zo(e){let t=10**Math.floor(Math.log10(e));return([1,2,4,10].find(n=>n*t>=e)??10)*t}function Qo(){let e=P(null),[t,n]=M(640);return Ne(()=>{let t=e.current;if(!t)return;let r=new ResizeObserver(()=>n(Math.max(200,t.clientWidth)));return r.observe(t),()=>r.disconnect()},[]),[t,e]}var $o=6e4,es=60*$o,ts={hour:`2-digit`,minute:`2-digit`},ns={day:`numeric`,month:`short`},rs={weekday:`short`,...ts},is={...ns,timeZone:`UTC`,timeZoneName:`short`},as=[{text:`1 h`,ms:es,bucket:`MINUTE`,format:ts},{text:`24 h`,ms:24*es,bucket:`HOUR`,format:rs},{text:`7 d`,ms:168*es,bucket:`HOUR`,format:{...ns,...ts}},{text:`30 d`,ms:720*es,bucket:`DAY`,format:is}],os=e=>Math.ceil((e+1)/$o)*$o;function ss({id:e,changes:t}){let[n,r]=M(as[1]),[i,a]=M(()=>os(Date.now())),{data:o,failure:s,reload:c}=Zn(dn,{id:e,bucket:n.bucket,since:new Date(i-n.ms).toISOString(),until:new Date(i).toISOString()});N(()=>{t!==0&&(os(Date.now())===i?c():a(os(Date.now())))},[t]);let[l,u]=M(null);N(()=>{o&&u(o)},[o]);let d=(o??l)?.endpoint?.stats,f=new Intl.DateTimeFormat(`en-GB`,n.format);return V(Ui,{title:`Statistics`,tools:V(`fieldset`,{class:`segments`,children:[V(`legend`,{class:`hidden`,children:`Window`}),as.map(e=>V(`button`,{type:`button`,"aria-pressed":e===n,onClick:()=>{u(null),a(os(Date.now())),r(e)},children:e.text},e.text))]}),children:[s&&V(K,{failure:s,onRetry:()=>void c()}),d?V(C,{children:[V(cs,{stats:d}),V(Go,{label:`Attempts of the last ${n.text}`,points:d.series,format:e=>f.format(new Date(e))})]}):!s&&V(hi,{rows:4})]})}function cs({stats:e}){return V(`dl`,{class:`tiles`,children:[[`Deliveries`,G(e.total),``],[`Success`,Zr(e.successRate),``],[`Succeeded`,G(e.succeeded),``],[`Failed`,G(e.failed),e.failed>0?`bad-text`:``],[`Waiting`,G(e.pending),``],[`Canceled`,G(e.canceled),``],[`Attempts`,G(e.attempts),``],[`p50`,Yr(e.durationMsP50),``],[`p95`,Yr(e.durationMsP95),``],[`p99`,Yr(e.durationMsP99),``]].map(([e,t,n])=>V(`div`,{children:[V(`dt`,{children:e}),V(`dd`,{class:n,children:t})]},e))})}var ls=1500;function us({id:e}){let t=B(`ENDPOINTS_READ`),{data:n,failure:r,reload:i}=Zn(un,t?{id:e}:null),[a,o]=M(0),s=Va(ls,()=>{o(e=>e+1),i()});Ba(t&&B(`DELIVERIES_READ`)?{endpointId:e}:null,s);let c=n?.endpoint;return t?c?V(Y,{title:c.name??c.url,heading:V(C,{children:[V(`span`,{class:`clamp`,title:c.name??c.url,children:c.name??c.url}),` `,V(Ur,{status:c.status})]}),actions:V(ko,{endpoint:c,onChanged:i}),children:[V(`p`,{class:`under`,children:[c.name&&V(`span`,{class:`mono clamp`,title:c.url,children:c.url}),V(oi,{id:c.id}),V(`span`,{class:`quiet`,children:c.organization.name})]}),r&&V(K,{failure:r,onRetry:()=>void i()}),V(fs,{endpoint:c}),B(`DELIVERIES_READ`)?V(C,{children:[V(ss,{id:e,changes:a}),V(ps,{endpoint:c,changes:a})]}):V(gi,{scope:`DELIVERIES_READ`,what:`its deliveries`}),V(Mo,{endpoint:c})]},e):V(Y,{title:`Endpoint`,children:r?V(K,{failure:r,onRetry:()=>void i()}):n?V(ds,{id:e}):V(hi,{rows:8})}):V(Y,{title:`Endpoint`,children:V(gi,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function ds({id:e}){return V(q,{title:`No such endpoint`,children:V(`p`,{children:[V(`code`,{children:e}),` is not an endpoint that this key may see, or it was deleted.`,` `,V(`a`,{href:W.endpoints,children:`All endpoints`})]})})}function fs({endpoint:e}){let{failingSince:t,consecutiveFailures:n,disabledAt:r,disabledReason:i,pausedAt:a,lastError:o}=e;return V(Wi,{facts:[[`Health`,t?V(`span`,{class:`bad-text`,children:[G(n),` `,n===1?`failure`:`failures`,` in a row, since `,V(J,{at:t})]}):`no failures`],[`Last error`,o],[`Last delivery`,V(J,{at:e.lastDeliveryAt,none:`never`})],[`Last test that succeeded`,V(J,{at:e.lastVerifiedAt,none:`never`})],[`Paused`,a&&V(J,{at:a})],[`Disabled`,r&&V(C,{children:[V(J,{at:r}),i&&`, ${zr[i]??i}`]})]]})}function ps({endpoint:e,changes:t}){let{query:n,path:r,route:i}=F(),a=n.status,{within:o,span:s}=Xi(n),c=er(tn,{filter:{endpointId:e.id,...a&&{status:[a]},...s}},({deliveries:e})=>e,{changes:t,pageSize:10,within:o}),l=Object.keys(n).length>0,u=e=>i(_r(r,e),!0);return V(Ui,{title:`Deliveries`,tools:V(C,{children:[V(Ri,{label:`Status of deliveries`,any:`Any status`,value:a,options:Kr,onChoose:e=>u({...n,status:e})}),V(Zi,{query:n,onQuery:u})]}),children:V(Mi,{pages:c,ofOneEndpoint:!0,empty:V(q,{title:l?`No delivery is like this`:`No deliveries yet`,children:V(`p`,{children:`An event that matches its patterns makes one. “Send test” makes one now.`})})})})}var ms={width:96,height:24};function hs({points:e,span:t}){let n=Math.max(1,...e.map(({succeeded:e,failed:t})=>e+t)),r=ms.width/Math.max(1,e.length),i=(ms.height-2)/n;return V(`svg`,{class:`sparkline`,role:`img`,"aria-label":`Attempts in the last ${t}: ${zo(e)}`,width:ms.width,height:ms.height,viewBox:`0 0 ${ms.width} ${ms.height}`,children:[V(`line`,{class:`base`,x1:0,x2:ms.width,y1:ms.height-.5,y2:ms.height-.5}),e.map((e,t)=>V(Bo,{point:e,x:t*r,width:r,bottom:ms.height-1,scale:i},e.start))]})}var gs=new Set([`Last 24 h`,`Succeeded`]);function _s(e){let t=e.reduce((e,t)=>e+t.succeeded,0),n=e.reduce((e,t)=>e+t.failed,0);return t+n===0?null:t/(t+n)}var vs=[{head:`Endpoint`,kind:`main`,cell:e=>V(C,{children:[V(`a`,{class:`strong clamp`,href:W.endpoint(e.id),title:e.name?void 0:e.url,children:e.name??e.url}),e.name&&V(`div`,{class:`quiet clamp`,title:e.url,children:e.url}),B(`ADMIN`)&&Vn.value===null&&V(`div`,{class:`quiet`,children:e.organization.name})]})},{head:`Status`,cell:e=>V(C,{children:[V(Ur,{status:e.status}),e.disabledReason&&V(`div`,{class:`quiet`,children:zr[e.disabledReason]??e.disabledReason})]})},{head:`Receives`,cell:({eventPatterns:e})=>V(bs,{patterns:e})},{head:`Last 24 h`,cell:({stats:e})=>e&&V(hs,{points:e.series,span:`24 hours`})},{head:`Succeeded`,kind:`number`,cell:({stats:e})=>e&&Zr(_s(e.series))},{head:`Health`,kind:`wide`,cell:e=>V(xs,{row:e})},{head:`Last delivery`,cell:({lastDeliveryAt:e})=>V(J,{at:e,none:`never`})}],ys=2;function bs({patterns:e}){if(e.length===0)return V(`span`,{children:`all events`});let t=e.length-ys;return V(`span`,{class:`patterns`,title:e.join(`
`),children:[e.slice(0,ys).map(e=>V(`code`,{children:e},e)),t>0&&V(`span`,{class:`quiet`,children:[`+`,t]})]})}function xs({row:e}){return e.failingSince?V(C,{children:[V(`span`,{class:`bad-text`,children:[G(e.consecutiveFailures),` `,e.consecutiveFailures===1?`failure`:`failures`,` since`,` `,V(J,{at:e.failingSince})]}),e.lastError&&V(`div`,{class:`quiet clamp`,children:e.lastError})]}):V(`span`,{class:`quiet`,children:e.lastDeliveryAt?`no failures`:`–`})}var Ss=vs.filter(({head:e})=>!gs.has(e)),Cs=15e3;function ws(){return B(`ENDPOINTS_READ`)?V(Ts,{}):V(Y,{title:`Endpoints`,children:V(gi,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Ts(){let{query:e,route:t}=F(),[n,r]=M(!1),i=B(`DELIVERIES_READ`),{status:a,search:o}=e,s=er(sn,{withStats:i,filter:{...Hn(),...a&&{status:[a]},...o&&{search:o}}},({endpoints:e})=>e);return N(()=>{let e=setInterval(()=>document.visibilityState===`visible`&&void s.reload(),Cs);return()=>clearInterval(e)}),V(Y,{title:`Endpoints`,heading:V(C,{children:[`Endpoints `,s.totalCount!==null&&V(`span`,{class:`count`,children:G(s.totalCount)})]}),actions:V(Z,{scope:`ENDPOINTS_WRITE`,icon:`plus`,kind:`primary`,onAct:()=>r(!0),children:`New endpoint`}),children:[V(Es,{}),V(vi,{label:`Endpoints`,pages:s,columns:i?vs:Ss,empty:V(Ds,{isFiltered:!!(a||o)})}),n&&V(To,{onClose:()=>r(!1),onDone:e=>{r(!1),t(W.endpoint(e))}})]})}function Es(){let{query:e,path:t,route:n}=F(),[r,i]=gr(e.search??``,r=>n(_r(t,{...e,search:r}),!0));return V(`div`,{class:`filters`,children:[V(`input`,{type:`search`,"aria-label":`Search in name, URL and description`,placeholder:`Name, URL or description`,value:r,onInput:e=>i(e.currentTarget.value)}),V(Ri,{label:`Status`,any:`Any status`,value:e.status,options:qr,onChoose:r=>n(_r(t,{...e,status:r}),!0)})]})}function Ds({isFiltered:e}){return e?V(q,{title:`No endpoint is like this`,children:V(`p`,{children:V(`a`,{href:W.endpoints,children:`Show all endpoints`})})}):V(q,{title:`No endpoints yet`,example:Mr,children:V(`p`,{children:`An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:`})})}var Os=500;function ks({id:e}){let t=B(`EVENTS_READ`),n=B(`DELIVERIES_READ`),{data:r,failure:i,reload:a}=Zn(xn,t?{id:e,withDeliveries:n}:null),o=r?.event,s=Va(Os,()=>void a()),{state:c,reconnectNow:l}=Ba(o&&n?{eventType:o.type,organizationId:o.organization.id}:null,t=>{(t?.__typename!==`AttemptRecorded`||t.eventId===e)&&s()});return o?V(Y,{title:`${o.type} event`,heading:V(`span`,{class:`url`,children:o.type}),children:[V(`p`,{class:`under`,children:[V(oi,{id:o.id}),o.isTest&&V(`span`,{class:`tag`,children:`test`}),n&&V(ma,{state:c,onRetry:l})]}),i&&V(K,{failure:i,onRetry:()=>void a()}),V(Wi,{facts:[[`Type`,V(`a`,{href:W.eventType(o.type),children:o.type})],[`Accepted`,V(J,{at:o.createdAt})],[`Occurred`,V(J,{at:o.occurredAt})],[`Idempotency key`,o.idempotencyKey&&V(`code`,{children:o.idempotencyKey})],[`Organization`,o.organization.name],[`Payload purged`,o.payloadPurgedAt&&V(J,{at:o.payloadPurgedAt})]]}),V(Ui,{title:`Deliveries`,children:[o.deliveries?o.deliveries.nodes.length===0?V(`p`,{class:`quiet`,children:`No endpoint wanted it.`}):V(Ni,{rows:o.deliveries.nodes}):V(`p`,{class:`quiet`,children:`They need the scope DELIVERIES_READ, which this key lacks.`}),o.deliveries?.pageInfo.hasNextPage&&V(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]}),V(Ui,{title:`Payload`,tools:o.payloadText!==null&&V(ai,{text:o.payloadText,label:`Copy the payload`}),children:o.payloadText===null?V(`p`,{class:`quiet`,children:`It is no longer kept.`}):V(Qr,{label:`Payload`,children:sa(o.payloadText)})})]},e):V(Y,{title:`Event`,children:t?i?V(K,{failure:i,onRetry:()=>void a()}):r?V(q,{title:`No such event`,children:V(`p`,{children:[V(`code`,{children:e}),` is not an event that this key may see.`]})}):V(hi,{rows:8}):V(gi,{scope:`EVENTS_READ`,what:`events`})})}function As({name:e}){let{data:t,failure:n,reload:r}=Zn(Tn,{name:e}),i=t?.eventType;return i?V(Y,{title:i.name,heading:V(C,{children:[V(`span`,{class:`mono url`,children:i.name}),` `,i.archivedAt&&V(`span`,{class:`tag`,children:`archived`})]}),actions:V(Ms,{type:i,onChanged:r}),children:[i.description&&V(`p`,{children:i.description}),V(Wi,{facts:[[`Created`,V(J,{at:i.createdAt})],[`Changed`,V(J,{at:i.updatedAt})],[`Archived`,i.archivedAt&&V(J,{at:i.archivedAt})],[`Seen`,B(`DELIVERIES_READ`)&&V(C,{children:[V(`a`,{href:_r(W.deliveries,{type:i.name}),children:`its deliveries`}),`,`,` `,V(`a`,{href:_r(W.live,{type:i.name}),children:`live`})]})]]}),V(js,{title:`Example`,value:i.example,none:`It has none.`}),V(js,{title:`JSON Schema`,value:i.payloadSchema,none:`It has none: any payload is taken.`})]}):V(Y,{title:`Event type`,children:n?V(K,{failure:n,onRetry:()=>void r()}):t?V(q,{title:`No such event type`,children:V(`p`,{children:[V(`code`,{children:e}),` is not in the catalogue. `,V(`a`,{href:W.eventTypes,children:`All event types`})]})}):V(hi,{})})}function js({title:e,value:t,none:n}){let r=t==null?null:JSON.stringify(t,null,2);return V(Ui,{title:e,tools:r&&V(ai,{text:r,label:`Copy`}),children:r?V(Qr,{label:e,children:r}):V(`p`,{class:`quiet`,children:n})})}function Ms({type:e,onChanged:t}){let[n,r]=M(!1),{busy:i,failure:a,start:o}=ia(),{name:s}=e;return V(C,{children:[V(Z,{scope:`EVENTS_PUBLISH`,kind:`primary`,forbidden:e.archivedAt?`It is archived.`:s.startsWith(`hookline.`)?`Hookline itself publishes it.`:null,onAct:()=>r(!0),children:`Publish one`}),e.archivedAt?V(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await X(On,{name:s}),await t(),ti(`Restored: it can be published again.`)}),children:`Restore`}):V(Z,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await X(Dn,{name:s}),await t(),ti(`Archived: it can no longer be published.`)}),children:`Archive`}),a&&V(K,{failure:a}),n&&V(Ns,{type:e,onClose:()=>r(!1)})]})}function Ns({type:e,onClose:t}){let{route:n}=F(),[r,i]=M(()=>JSON.stringify(e.example??{},null,2)),[a,o]=M(``),[s,c]=M(Vn.value??``),{busy:l,failure:u,start:d}=ia(),f=u?.issues??[];return V(Za,{title:`Publish ${e.name}`,submit:`Publish`,busy:l,failure:u,onClose:t,onSubmit:()=>void d(async()=>{let{event:i,duplicate:o}=await X(kn,{input:{type:e.name,payloadText:r,...a&&{idempotencyKey:a},...s&&{organizationId:s}}});ti(o?`It was published before: this is the first one.`:`Published: ${i.id}`),B(`EVENTS_READ`)?n(W.event(i.id)):B(`DELIVERIES_READ`)?n(_r(W.live,{type:e.name})):t()}),children:[V(`p`,{children:`A real event: every endpoint that wants it receives it.`}),V(H,{label:`Payload (JSON)`,lines:8,mono:!0,name:`payloadText`,issues:f,value:r,onInput:i}),B(`ADMIN`)&&V(fr,{name:`organizationId`,value:s,onInput:c}),V(H,{label:`Idempotency key`,name:`idempotencyKey`,issues:f,value:a,onInput:o,hint:`The same one again within 7 days is the first event.`})]})}var Ps=[{head:`Name`,kind:`main`,cell:({name:e,archivedAt:t})=>V(C,{children:[V(`a`,{class:`strong mono`,href:W.eventType(e),children:e}),t&&V(`span`,{class:`tag`,children:`archived`})]})},{head:`Description`,kind:`wide`,cell:({description:e})=>e?V(`span`,{class:`clamp`,children:e}):V(`span`,{class:`quiet`,children:`–`})},{head:`Schema`,cell:({payloadSchema:e})=>e?`checked`:V(`span`,{class:`quiet`,children:`any payload`})},{head:`Created`,cell:({createdAt:e})=>V(J,{at:e})}];function Fs(){let{query:e,path:t,route:n}=F(),[r,i]=M(!1),a=e.archived===`true`,o=er(Cn,{includeArchived:a},({eventTypes:e})=>e);return V(Y,{title:`Event types`,actions:V(Z,{scope:`ADMIN`,icon:`plus`,kind:`primary`,onAct:()=>i(!0),children:`New event type`}),children:[V(`div`,{class:`filters`,children:V(`label`,{class:`check`,children:[V(`input`,{type:`checkbox`,checked:a,onChange:()=>n(_r(t,{archived:a?void 0:`true`}),!0)}),`Archived ones too`]})}),V(vi,{label:`Event types`,pages:o,columns:Ps,empty:V(q,{title:`No event types yet`,example:Pr,children:V(`p`,{children:`The catalogue says what may be published. Whoever has the scope ADMIN writes it:`})})}),r&&V(Is,{onClose:()=>i(!1),onMade:e=>n(W.eventType(e))})]})}function Is({onClose:e,onMade:t}){let[n,r]=M({name:``,description:``,payloadSchema:``,example:``}),{busy:i,failure:a,start:o}=ia(),s=e=>({name:e,issues:a?.issues??[],value:n[e],onInput:t=>r(n=>({...n,[e]:t}))});return V(Za,{title:`New event type`,submit:`Create event type`,busy:i,failure:a,onClose:e,onSubmit:()=>void o(async()=>{let{eventType:e}=await X(En,{input:{name:n.name.trim(),...n.description.trim()&&{description:n.description.trim()},...Ls(`payloadSchema`,n.payloadSchema),...Ls(`example`,n.example)}});t(e.name)}),children:[V(H,{label:`Name`,required:!0,mono:!0,placeholder:`invoice.paid`,...s(`name`)}),V(H,{label:`Description`,...s(`description`)}),V(H,{label:`Example of a payload (JSON)`,lines:4,mono:!0,...s(`example`)}),V(H,{label:`JSON Schema (draft 2020-12)`,lines:4,mono:!0,hint:`None: any payload.`,...s(`payloadSchema`)})]})}function Ls(e,t){if(t.trim()===``)return{};try{return{[e]:JSON.parse(t)}}catch(t){let n=`This is not JSON: ${t.message}`;throw new I(`VALIDATION_FAILED`,`A field is not JSON.`,{issues:[{path:[e],message:n}]})}}function Rs(e){return e.__typename===`AttemptRecorded`?e.outcome===`SUCCEEDED`?``:`failing`:`remark`}var zs=e=>[{head:`Time`,cell:({occurredAt:e})=>V(Ei,{at:e})},{head:`What`,kind:`main`,cell:e=>V(Vs,{item:e})},{head:`Outcome`,cell:e=>e.__typename===`AttemptRecorded`&&V(Wr,{outcome:e.outcome})},{head:`Answer`,cell:e=>e.__typename===`AttemptRecorded`&&V(`span`,{class:`nowrap`,children:[e.responseStatus!==null&&V(C,{children:[V(Ai,{status:e.responseStatus,outcome:e.outcome}),` `]}),V(`span`,{class:`quiet`,children:Yr(e.durationMs)})]})},{head:`Endpoint`,cell:t=>`endpointId`in t&&V(`a`,{class:`clamp`,href:W.endpoint(t.endpointId),children:e(t.endpointId)})},{head:`Delivery then`,cell:e=>`deliveryStatus`in e&&V(C,{children:[V(Hr,{status:e.deliveryStatus}),e.__typename===`AttemptRecorded`&&e.nextAttemptAt&&V(Bs,{at:e.nextAttemptAt})]})}];function Bs({at:e}){return wi(e)?null:V(`span`,{class:`quiet`,children:[` `,`next `,V(J,{at:e,isDue:!0})]})}function Vs({item:e}){switch(e.__typename){case`AttemptRecorded`:return V(C,{children:[V(`a`,{class:`strong`,href:W.delivery(e.deliveryId),children:e.eventType}),` `,V(`span`,{class:`quiet`,children:[`attempt `,e.attemptNumber]}),e.isTest&&V(`span`,{class:`tag`,children:`test`})]});case`DeliveryStatusChanged`:return V(C,{children:[V(`a`,{class:`strong`,href:W.delivery(e.deliveryId),children:[`Delivery `,ji(e.deliveryId)]}),` `,V(`span`,{class:`quiet`,children:[`was `,e.previousDeliveryStatus.toLowerCase(),`, changed by hand`]})]});case`EndpointStatusChanged`:return V(C,{children:[V(`span`,{class:`strong`,children:`Endpoint `}),e.endpointStatus?V(Ur,{status:e.endpointStatus}):`deleted`,V(`span`,{class:`quiet`,children:[` `,`was `,e.previousStatus.toLowerCase(),e.disabledReason&&`; ${zr[e.disabledReason]??e.disabledReason}`]})]});case`FeedGap`:return V(`span`,{class:`bad-text`,children:[V(U,{name:`warning`}),` A gap: what happened between `,Di(e.missedSince),` and this moment is no longer in the feed. The deliveries still have it.`]});default:return null}}var Hs=200,Us=100;function Ws(e){let[t,n]=M([]),[r,i]=M(!1),[a,o]=M(0),s=P([]),c=P(0),l=P(!1),u=P(void 0);function d(){if(u.current=void 0,l.current){o(c.current);return}c.current=0;let e=s.current.splice(0).reverse();e.length>0&&n(t=>[...e,...t].slice(0,Hs)),o(0)}return N(()=>(s.current=[],c.current=0,n([]),o(0),()=>{clearTimeout(u.current),u.current=void 0}),[e]),{items:t,waiting:a,isPaused:r,clear:()=>n([]),setPaused(e){l.current=e,i(e),d()},add(e){s.current.length===Hs&&s.current.shift(),s.current.push(e),c.current+=1,u.current??=setTimeout(d,Us)}}}var Gs=50;function Ks(){return B(`DELIVERIES_READ`)?V(qs,{}):V(Y,{title:`Live`,children:V(gi,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function qs(){let{query:e,path:t,route:n}=F(),r={...Hn(),...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...e.outcome&&{outcome:e.outcome.split(`,`)}},{items:i,waiting:a,isPaused:o,setPaused:s,clear:c,add:l}=Ws(JSON.stringify(r)),u=i.flatMap(e=>`endpointId`in e?[e.endpointId]:[]),{options:d,nameOf:f}=Fi(e.endpoint,u),{state:p,reconnectNow:m}=za(r,l,Gs);xr(`p`,()=>s(!o));let h=Object.keys(e).length>0;return V(Y,{title:`Live`,heading:`Live attempts`,actions:V(C,{children:[V(`button`,{type:`button`,onClick:()=>s(!o),title:`Key: p`,"aria-keyshortcuts":`p`,children:[V(U,{name:o?`play`:`pause`}),o?`Continue${a>0?` (${G(a)} new)`:``}`:`Pause`]}),V(`button`,{type:`button`,onClick:c,children:`Clear`})]}),children:[V(`div`,{class:`filters`,children:[V(Ys,{endpoints:d}),h&&V(`button`,{type:`button`,class:`link`,onClick:()=>n(t,!0),children:`Without filters`}),V(ma,{state:p,onRetry:m})]}),p.phase===`failed`&&p.failure&&V(K,{failure:p.failure}),i.length===0?V(Xs,{isFiltered:h}):V(_i,{label:`Live attempts`,columns:zs(f),rows:i,keyOf:({cursor:e})=>e,rowClass:Rs,isCompact:!0})]})}var Js=[{value:Jr.filter(({value:e})=>e!==`SUCCEEDED`).map(({value:e})=>e).join(`,`),label:`Any failure`},...Jr];function Ys({endpoints:e}){let{query:t,path:n,route:r}=F(),i=zi(),a=(e,i)=>({options:i,value:t[e],onChoose:i=>r(_r(n,{...t,[e]:i}),!0)});return V(C,{children:[V(Ri,{label:`Endpoint`,any:`Any endpoint`,...a(`endpoint`,e)}),V(Ri,{label:`Event type`,any:`Any event type`,...a(`type`,i)}),V(Ri,{label:`Outcome`,any:`Any outcome`,...a(`outcome`,Js)})]})}function Xs({isFiltered:e}){let t=`Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.`;return e?V(q,{title:`Nothing like this yet`,children:V(`p`,{children:t})}):V(q,{title:`Waiting for the next attempt`,example:Nr,children:V(`p`,{children:t})})}function Zs(){let[e,t]=M(Jn??``),{busy:n,failure:r,start:i}=ia(),a=P(null),o=r??zn.value;return N(()=>{document.title=`Sign in · Hookline`},[]),Ne(()=>a.current?.querySelector(`input`)?.focus(),[]),V(`main`,{id:`main`,class:`sign-in`,children:[V(`div`,{class:`sign-in-theme`,children:V(Ar,{})}),V(`h1`,{children:[V(mr,{size:28}),`Hookline`]}),V(`form`,{ref:a,class:`panel`,onSubmit:t=>{t.preventDefault(),!n&&e.trim()!==``&&i(()=>Un(e.trim()))},children:[V(H,{label:`API key`,type:`password`,value:e,onInput:t,placeholder:`hk_…`,required:!0,mono:!0,hint:e===Jn?`Filled in is the key of this development server.`:`Or a token (JWT), if this server takes them. It is kept until this tab is closed.`}),o&&V(K,{failure:o}),V(`button`,{type:`submit`,class:`primary`,"aria-disabled":n,children:n?`Signing in…`:`Sign in`})]}),V(`p`,{class:`quiet`,children:`You see what your key may see, through the public API. Where it lacks a scope, the page says which.`})]})}var Qs=/^\/(console(\/|$)|$|\?)/;function $s(){return V(C,{children:[Bn.value?Rn.value?V(ec,{}):V(rc,{}):V(Zs,{}),V(ni,{})]})}function ec(){return V(Ze,{scope:Qs,children:[V(`a`,{class:`skip`,href:`#main`,children:`Skip to the page`}),V(Or,{}),V(tc,{})]})}function tc(){let{path:e}=F();return nc(e)?V($e,{children:[V(it,{path:W.endpoints,component:ws}),V(it,{path:`/console`,component:ws}),V(it,{path:`/console/endpoints`,component:ws}),V(it,{path:W.endpoint(`:id`),component:us}),V(it,{path:W.live,component:Ks}),V(it,{path:W.deliveries,component:na}),V(it,{path:W.delivery(`:id`),component:Ua}),V(it,{path:W.eventTypes,component:Fs}),V(it,{path:`/console/event-types/:name`,component:As}),V(it,{path:W.event(`:id`),component:ks}),V(it,{default:!0,component:ic})]}):V(ic,{})}function nc(e){try{return decodeURIComponent(e)!==``}catch{return!1}}function rc(){let[e,t]=M(null),n=()=>{t(null),Wn().catch(e=>t(ir(e)))};return N(n,[]),V(`main`,{id:`main`,children:e?V(K,{failure:e,onRetry:n}):V(hi,{})})}function ic(){return V(Y,{title:`Nothing here`,children:V(q,{title:`No page has this address`,children:V(`p`,{children:[`Begin at the `,V(`a`,{href:W.endpoints,children:`endpoints`}),`.`]})})})}dt(),ge(V($s,{}),document.getElementById(`app`));