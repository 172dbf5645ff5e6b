var e,t,n,r,i,a,o,s,c,l,u,d,f=Symbol.for(`pv`),p={},m=[],h=/^m(i|n|o|s|text|space)$/,g=Array.isArray,_=m.slice,v=Object.assign;function y(e){e&&e.parentNode&&e.remove()}function b(e,t,n){var r,i,a,o={},s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e,o,r,i,null)}function x(e,t,n){var r,i,a,o=v({},e.props),s=arguments.length;for(a in t)a==`key`?r=t[a]:a==`ref`&&typeof e.type!=`function`?i=t[a]:o[a]=t[a];return s>2&&(o.children=s>3?_.call(arguments,2):n),S(e.type,o,r===void 0?e.key:r,i===void 0?e.ref:i,null)}function S(n,r,i,a,o){var s={type:n,props:r,key:i,ref:a,__k:null,__:null,__b:0,__e:null,__c:null,constructor:f,__v:o||++t,__i:-1,__u:0};return!o&&e.vnode&&e.vnode(s),s}function C(e){return e.children}function w(e,t){this.props=e,this.context=t,this.__g=0}function T(e,t){if(t==null)return e.__&&T(e.__,e.__i+1);for(var n;t<e.__k.length;t++)if((n=e.__k[t])&&n.__e)return n.__e;return typeof e.type!=`function`||e.props.__P?null:T(e)}function E(t){var n,r=t.__v,i=r.__e,a=[],o=[],s=t.__P;s&&((n=v({constructor:f},r)).__v=r.__v+1,e.vnode&&e.vnode(n),le(s,n,r,t.__n,s.namespaceURI,32&r.__u?[i]:null,a,i||T(r),32&r.__u,o),n.__v=r.__v,n.__.__k[n.__i]=n,fe(a,n,o),r.__=r.__e=null,n.__e!=i&&D(n))}function D(e){if((e=e.__)&&e.__c&&!e.props.__P)return e.__e=null,e.__k.some(function(t){return t&&(e.__e=t.__e)}),D(e)}function ee(t){(8&t.__g||(t.__g|=8,r.push(t),a++))&&i==e.debounceRendering||((i=e.debounceRendering)||queueMicrotask)(te)}function te(){try{for(var e,t=1;r.length;)r.length>t&&r.sort(o),e=r.shift(),t=r.length,8&e.__g&&E(e)}finally{(a=r.length)&&(i||queueMicrotask)(te)}}function ne(e,t,n,r,i,a,o,s,c,l,u){var d,f,h,g,_,v,y=r.__k||m,b=t.length;for(c=re(n,t,y,c,b),d=0;d<b;d++)(h=n.__k[d])!=null&&(f=~h.__i&&y[h.__i]||p,h.__i=d,v=le(e,h,f,i,a,o,s,c,l,u),g=h.__e,(f.ref!=h.ref||8&f.__u)&&(f.ref&&me(f.ref,null,h,f),h.ref&&u.push(h.ref,h.__c||g,h)),_||=g,4&h.__u?(c=ie(h,c,e,!f.__v),f.__e&&(f.__e=null)):typeof h.type==`function`&&v!==void 0?c=v:g&&(c=g.nextSibling),h.__u&=-21);return n.__e=_,c}function re(e,t,n,r,i){var a,o,s,c,l,u,d,p,m,h=n.length,_=h,v=0,y=0,b=e.__k=Array(i);for(a=0;a<i;a++)(o=t[a])!=null&&typeof o!=`boolean`&&typeof o!=`function`?(typeof o!=`object`||o.constructor===String?o=b[a]=S(null,o):g(o)?o=b[a]=S(C,{children:o}):o.constructor===f&&o.__b?o=b[a]=S(o.type,o.props,o.key,o.ref,o.__v):b[a]=o,c=a+v,o.__=e,o.__b=e.__b+1,s=null,~(l=o.__i=oe(o,n,c,_))&&(_--,(s=n[l])&&(s.__u|=2)),s&&s.__v?(o.__u|=16,l==c-1?v--:l==c+1?v++:l!=c&&(l>c?v--:v++,y=1)):(~l||(i>h?v--:i<h&&v++),typeof o.type!=`function`&&(o.__u|=4))):b[a]=null;if(y){for(u=[],d=[],a=0;a<i;a++)if((o=b[a])&&16&o.__u){for(v=0,p=u.length;v<p;)u[m=v+p>>1]<o.__i?v=m+1:p=m;u[v]=o.__i,d[a]=v+1}for(v=u.length;a--;)d[a]&&(d[a]==v?v--:b[a].__u|=4)}if(_)for(a=0;a<h;a++)!(s=n[a])||2&s.__u||(s.__e==r&&(r=T(s)),he(s,s));return r}function ie(e,t,n,r){var i,a,o,s;if(typeof e.type==`function`){if(e.props.__P)return t;if(i=e.__k)for(a=0;a<i.length;a++)i[a]&&(i[a].__=e,t=ie(i[a],t,n,!1));return t}for(t&&!t.parentNode&&(t=T(e))&&!t.parentNode&&(t=null),o=e.__e,s=t;s&&s.nodeType==8;)s=s.nextSibling;for(o!=s&&(!r&&n.moveBefore&&o.parentNode?n.moveBefore(o,t):n.insertBefore(o,t||null)),t=o;(t&&=t.nextSibling)&&t.nodeType==8&&!t.data.startsWith(`$s`););return t}function ae(e,t){return t||=[],e!=null&&typeof e!=`boolean`&&(g(e)?e.some(function(e){ae(e,t)}):t.push(e)),t}function oe(e,t,n,r){var i,a=e.key,o=e.type,s=t[n],c=s&&!(2&s.__u);if(s===null&&a==null||c&&a==s.key&&o==s.type)return n;if(r>+!!c){for(i=n-1;i>=0;i--)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i;for(i=n+1;i<t.length;i++)if((s=t[i])&&!(2&s.__u)&&a==s.key&&o==s.type)return i}return-1}function se(e,t,n){n??=``,t[0]==`-`?e.setProperty(t,n):e[t]=n}function O(e,t,n,r,i){var a,o;if(t==`style`){if(typeof n==`string`)e.style.cssText=n;else{if(typeof r==`string`&&(e.style.cssText=r=``),r)for(t in r)n&&t in n||se(e.style,t);if(n)for(t in n)r&&n[t]==r[t]||se(e.style,t,n[t])}}else if(t[0]==`o`&&t[1]==`n`)typeof n!=`function`&&(n=null),typeof r!=`function`&&(r=null),(e.__e||={})[t]=n,n&&r||(o=u[t]||(u[t]=ce(t)),(e.__a||={})[t]=l,a=t!=(t=t.replace(c,`$1`)),(t=t.slice(2))[0]<`a`&&(t=t.toLowerCase()),n?e.addEventListener(t,o,a):e.removeEventListener(t,o,a));else{if(i==`http://www.w3.org/2000/svg`)t=t.replace(/xlink(H|:h)/,`h`).replace(/sName$/,`s`);else if(t!=`width`&&t!=`height`&&t!=`href`&&t!=`list`&&t!=`form`&&t!=`tabIndex`&&t!=`download`&&t!=`rowSpan`&&t!=`colSpan`&&t!=`role`&&t!=`popover`&&t in e)try{e[t]=n??``;return}catch{}if(typeof n==`function`)return;n==null||!1===n&&t[4]!=`-`?e.removeAttribute(t):e.setAttribute(t,t==`popover`&&n==1?``:n)}}function ce(t){return function(n){var r=this.__e;if(r){if(r=r[t],n[s]==null)n[s]=l++;else if(n[s]<this.__a[t])return;return r(e.event?e.event(n):n)}}}function le(t,n,r,i,a,o,s,c,l,u){var d,p,h,_,b,x,S,E,D,ee,te,re,ie,ae,oe,se,O,ce,le=n.type;if(n.constructor!==f)return null;128&r.__u&&(l=32&r.__u,d=r.__c.__z)&&(n.__u|=l,p=o=[],d.nodeType==8?c=ue(d,o):o.push(d),c=o[0]||c),(d=e.__b)&&d(n);n:if(typeof le==`function`){h=s.length;try{if(E=n.props,D=(d=le.prototype)&&d.render,ee=(d=le.contextType)&&i[d.__c],te=d?ee?ee.props.value:d.__:i,(_=r.__c)?(n.__c=_,2&_.__g&&(_.__g|=1)):(D?n.__c=_=new le(E,te):(n.__c=_=new w(E,te),_.constructor=le,_.render=ge),ee&&ee.sub(_),_.state||(_.state={}),_.__n=i,_.__g|=8,_.__h=[],_.__k=[]),D&&(_.__s||(_.__s=_.state),le.getDerivedStateFromProps&&(_.__s==_.state&&(_.__s=v({},_.__s)),v(_.__s,le.getDerivedStateFromProps(E,_.__s)))),b=_.props,x=_.state,_.__v=n,r.__c){if(E!==b&&D&&!le.getDerivedStateFromProps&&_.componentWillReceiveProps&&_.componentWillReceiveProps(E,te),n.__v==r.__v&&!(8&_.__g)||!(4&_.__g)&&_.shouldComponentUpdate&&!1===_.shouldComponentUpdate(E,_.__s,te)){n.__v!=r.__v&&(_.props=E,_.state=_.__s,_.__g&=-9),n.__e=r.__e,n.__k=r.__k,n.__k.some(function(e){e&&(e.__=n)}),m.push.apply(_.__h,_.__k),_.__k=[],_.__h.length&&s.push(_),c=T(r);break n}_.componentWillUpdate&&_.componentWillUpdate(E,_.__s,te),D&&_.componentDidUpdate&&_.__h.push(function(){_.componentDidUpdate(b,x,S)})}else D&&!le.getDerivedStateFromProps&&_.componentWillMount&&_.componentWillMount(),D&&_.componentDidMount&&_.__h.push(_.componentDidMount);_.context=te,_.props=E,_.__P=t,_.__g&=-5,re=e.__r,ie=D?25:0;do _.__g&=-9,re&&re(n),d=_.render(_.props,_.state=_.__s,_.context);while(8&_.__g&&++ie<25);D&&(m.push.apply(_.__h,_.__k),_.__k=[]),_.state=_.__s,_.getChildContext&&(i=v({},i,_.getChildContext())),D&&r.__c&&_.getSnapshotBeforeUpdate&&(S=_.getSnapshotBeforeUpdate(b,x)),ae=d&&d.type===C&&d.key==null?d.props.children:d,E.__P&&(d=c,a=(t=E.__P).namespaceURI,l=o=null,r.props&&r.props.__P!=t&&(r.__k.some(function(e){e&&he(e,e)}),r.__k=null),c=r.__k?T(r,0):null),c=ne(t,g(ae)?ae:[ae],n,r,i,a,o,s,c,l,u),E.__P&&(n.__e=null,c=d),n.__u&=-161,p&&p.some(y),_.__h.length&&s.push(_),1&_.__g&&(_.__g&=-4)}catch(t){if(s.length=h,n.__v=null,l||o){if(t&&t.then){if(n.__u|=128|l,o){for(~(O=o.indexOf(c||void 0))||(O=o.length);(ce=o[O-1])&&ce.nodeType==8;)O--;for(;O<o.length;O++)if(ce=o[O]){if(o[O]=null,oe){if(ce==se)break}else{if(ce.nodeType!=8)break;ce.data.startsWith(`$s`)&&(se=ue(oe=ce))}}}if(!oe){for(;c&&c.nodeType==8&&c.nextSibling;)c=c.nextSibling;oe=c}(d=ue(oe=n.__c.__z||(n.__c.__z=oe)))?(n.__e=oe,c=d):n.__e=c,c&&=c.nextSibling}else o&&o.some(y)}else n.__e=r.__e;n.__k||=r.__k||[],t&&t.then||de(n),e.__e(t,n,r)}}else c=n.__e=pe(r.__e,n,r,i,a,o,s,l,u,t);return(d=e.diffed)&&d(n),c}function ue(e,t){if(e&&e.nodeType==8&&e.data.startsWith(`$s`))for(var n=1;e=e.nextSibling;){if(e.nodeType==8){if(e.data.startsWith(`$s`))n++;else if(e.data.startsWith(`/$s`)&&!--n)return e}t&&t.push(e)}}function de(e){e&&(e.__c&&(e.__c.__g|=4),e.__k&&e.__k.some(de))}function fe(t,n,r){for(var i=0;i<r.length;)me(r[i++],r[i++],r[i++]);e.__c&&e.__c(n,t),t.some(function(n){try{t=n.__h,n.__h=[],t.some(function(e){e.call(n)})}catch(t){e.__e(t,n.__v)}})}function pe(t,n,r,i,a,o,s,c,l,u){var d,f,m,v,b,x,S,C,w=r.props||p,E=n.props,D=n.type;if(D==`svg`?a=`http://www.w3.org/2000/svg`:D==`math`?a=`http://www.w3.org/1998/Math/MathML`:a||=`http://www.w3.org/1999/xhtml`,o){for(d=0;d<o.length;d++)if((b=o[d])&&(D?b.localName==D:b.nodeType==3)){t=b,o[d]=null;break}}if(!t){if(C=u.ownerDocument||document,!D)return C.createTextNode(E);t=C.createElementNS(a,D,E.is?E:u),c&&=(e.__m&&e.__m(n,o),!1),o=null}if(D){if(u=D==`template`&&t.content||t,o=D==`textarea`&&E.defaultValue!=null?null:o&&_.call(u.childNodes),!c&&o)for(w={},d=0;d<t.attributes.length;d++)w[(b=t.attributes[d]).name]=b.value;for(d in w)b=w[d],d==`dangerouslySetInnerHTML`?m=b:d==`children`||d in E||d==`value`&&`defaultValue`in E||d==`checked`&&`defaultChecked`in E||O(t,d,null,b,a);for(d in E)b=E[d],d==`children`?v=b:d==`dangerouslySetInnerHTML`?f=b:d==`value`?x=b:d==`checked`?S=b:c&&typeof b!=`function`||w[d]===b||O(t,d,b,w[d],a);f?(c||m&&(f.__html==m.__html||f.__html==t.innerHTML)||(t.innerHTML=f.__html),n.__k=[]):(m&&(t.textContent=``),(D==`foreignObject`||a==`http://www.w3.org/1998/Math/MathML`&&h.test(D))&&(a=`http://www.w3.org/1999/xhtml`),ne(u,g(v)?v:[v],n,r,i,a,o,s,o?o[0]:r.__k&&T(r,0),c,l),o&&o.some(y)),c&&D!=`textarea`||(d=`value`,D==`progress`&&x==null?t.removeAttribute(d):x==null||x===t[d]&&(D!=`progress`||x)||O(t,d,x,w[d],a),d=`checked`,S!=null&&S!=t[d]&&O(t,d,S,w[d],a))}else w===E||c&&t.data==E||(t.data=E);return t}function me(t,n,r,i){try{typeof t==`function`?n?n.__x=t(n)||1:(i&&=i.__c||i.__e)&&(n=i.__x)&&(i.__x=null,typeof n==`function`?n():t(null)):t.current=n}catch(t){e.__e(t,r)}}function he(t,n,r){var i,a,o,s;if(e.unmount&&e.unmount(t),!(i=t.ref)||i.current&&i.current!=t.__e||me(i,null,n,t),i=t.__c){if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(t){e.__e(t,n)}i.__P=i.__n=null}if(i=t.__k)for(s=0;s<i.length;s++)i[s]&&he(i[s],n,typeof t.type!=`function`||r&&!t.props.__P);!r&&(i=t.__c)&&(i=i.__z)&&(a=ue(i,o=[]))&&(i==t.__e&&o.some(y),y(a),y(i)),r||y(t.__e),t.__e=t.__c=t.__=null}function ge(e,t,n){return this.constructor(e,n)}function _e(t,n){var r,i,a,o;e.__&&e.__(t,n),n.nodeType==9&&(n=n.documentElement),i=(r=t&&32&t.__u)?null:n.__k,n.__k=S(C,{children:[t]}),a=[],o=[],le(n,n.__k,i||p,p,n.namespaceURI,i?null:n.firstChild?_.call(n.childNodes):null,a,i?i.__e:n.firstChild,r,o),fe(a,n.__k,o),n.__k.props.children=null}function ve(e){function t(e){var n,r;return this.getChildContext||(n=new Set,(r={})[t.__c]=this,this.getChildContext=function(){return r},this.shouldComponentUpdate=function(e){this.props.value!=e.value&&n.forEach(function(e){e.__g|=4,ee(e)})},this.sub=function(e){n.add(e);var t=e.componentWillUnmount;e.componentWillUnmount=function(){n.delete(e),t&&t.call(e)}}),e.children}return t.__c=`__cC`+d++,t.__=e,t.Provider=(t.Consumer=function(e,t){return e.children(t)}).contextType=t,t}e={__e:function(e,t,n,r){for(var i,o,s;t=t.__;)if((i=t.__c)&&!(1&i.__g)){i.__g|=4;try{if((s=(o=i.constructor)&&o.getDerivedStateFromError)&&i.setState(o.getDerivedStateFromError(e)),i.componentDidCatch&&(i.componentDidCatch(e,r||{}),s=1),s&&8&i.__g)return void(i.__g|=2)}catch(t){e=t}}throw a=0,e}},t=0,n=function(e){return e!=null&&e.constructor===f},w.prototype.setState=function(e,t){var n=this.__s;n&&n!=this.state||(n=this.__s=v({},this.state)),typeof e==`function`&&(e=e(v({},n),this.props)),e&&(v(n,e),this.__v&&(t&&this.__k.push(t),ee(this)))},w.prototype.forceUpdate=function(e){this.__v&&(this.__g|=4,e&&this.__h.push(e),ee(this))},w.prototype.render=C,r=[],a=0,o=function(e,t){return e.__v.__b-t.__v.__b},s=Symbol(),c=/(PointerCapture)$|Capture$/i,l=0,u={},d=0;var ye,k,be,xe,Se=Object.is,Ce=0,we=[],Te=[],A=e,Ee=A.__b,De=A.__r,Oe=A.diffed,ke=A.__c,Ae=A.unmount,je=A.__;function Me(e,t){A.__h&&A.__h(k,e,Ce||t),Ce=0;var n=k.__H||(k.__H={__:[],__h:[]});return e>=n.__.length&&n.__.push({}),n.__[e]}function j(e){return Ce=1,Ne(Ke,e)}function Ne(e,t,n){var r=Me(ye++,2);if(r.t=e,!r.__c&&(r.__=[n?n(t):Ke(void 0,t),function(e){var t=(r.__N||r.__)[0],n=r.t(t,e);Se(t,n)||(r.__N=[n,r.__[1]],r.__c.setState({}))}],r.__c=k,!k.__f)){k.__f=!0;var i=k.shouldComponentUpdate;k.shouldComponentUpdate=function(e,t,n){var r=this.__H;if(!r)return!0;var a=!1,o=this.props!=e;if(r.__.some(function(e){e.__N&&(a=!0,Se(e.__[0],e.__N[0])||(o=!0))}),i){var s=i.call(this,e,t,n);return a?s||o:s}return!a||o}}return r.__}function M(e,t){var n=Me(ye++,3);!A.__s&&Ge(n.__H,t)&&(n.__P=!0,n.__=e,n.u=t,k.__H.__h.push(n))}function Pe(e,t){var n=Me(ye++,4);!A.__s&&Ge(n.__H,t)&&(n.__P=!1,n.__=e,n.u=t,k.__h.push(n))}function N(e){return Ce=5,Fe(function(){return{current:e}},[])}function Fe(e,t){var n=Me(ye++,7);return Ge(n.__H,t)&&(n.__=e(),n.__H=t),n.__}function Ie(e,t){return Ce=8,Fe(function(){return e},t)}function Le(e){var t=k.context[e.__c],n=Me(ye++,9);return n.c=e,t?(n.__??(n.__=!0,t.sub(k)),t.props.value):e.__}function Re(){var e=Me(ye++,11);if(!e.__){for(var t=k.__v;!t.__m&&t.__;)t=t.__;var n=t.__m||(t.__m=[0,0]);e.__=`P`+n[0]+`-`+n[1]++}return e.__}function ze(){var e;do{for(;e=Te.shift();)try{Ue(e)}catch(t){A.__e(t,{__:(e=e.__P)&&e.__v})}for(;e=we.shift();){var t=e.__H;if(e.__P&&t)try{t.__h.some(Ue),t.__h.some(We),t.__h=[]}catch(n){t.__h=[],A.__e(n,e.__v)}}}while(Te.length)}A.__b=function(e){k=null,Ee&&Ee(e)},A.__=function(e,t){e&&t.__k&&t.__k.__m&&(e.__m=t.__k.__m),je&&je(e,t)},A.__r=function(e){De&&De(e),ye=0;var t=(k=e.__c).__H;t&&(be==k?k.__h=[]:(t.__h.some(Ue),t.__h.some(We),ye=0),t.__h=[],t.__.some(function(e){e.__N&&(e.__=e.__N),e.u=e.__N=void 0})),be=k},A.diffed=function(e){Oe&&Oe(e);var t=e.__c;t&&t.__H&&(t.__H.__h.length&&He(we.push(t)),t.__H.__.some(function(e){e.u&&(e.__H=e.u)})),be=k=null},A.__c=function(e,t){t.some(function(e){try{e.__h.some(Ue),e.__h=e.__h.filter(function(e){return!e.__||We(e)})}catch(t){e.__h=[function(){throw t}]}}),ke&&ke(e,t)},A.unmount=function(e){Ae&&Ae(e);var t,n,r=e.__c;r&&r.__H&&(r.__H.__.some(function(r){try{if(r.__P&&r.__c){if(n===void 0){for(n=e.__;n&&(!n.__c||!n.__c.__P);)n=n.__;n&&=n.__c}r.__P=n,He(Te.push(r))}else Ue(r)}catch(e){t=e}}),r.__H=void 0,t&&A.__e(t,r.__v))};var Be=typeof requestAnimationFrame==`function`;function Ve(e){var t,n=function(){clearTimeout(r),Be&&cancelAnimationFrame(t),setTimeout(e)},r=setTimeout(n,35);Be&&(t=requestAnimationFrame(n))}function He(e){e!=1&&xe==A.requestAnimationFrame||((xe=A.requestAnimationFrame)||Ve)(ze)}function Ue(e){var t=k,n=e.__c;typeof n==`function`&&(e.__c=void 0,n()),k=t}function We(e){var t=k;e.__c=e.__(),k=t}function Ge(e,t){return!e||e.length!=t.length||t.some(function(t,n){return!Se(t,e[n])})}function Ke(e,t){return typeof t==`function`?t(e):t}var qe,Je;function Ye(e){return!Je||(typeof Je==`string`?e.startsWith(Je):Je.test(e))}function Xe(e,t){let n=``;if(qe=void 0,t&&t.type===`click`){if(t.ctrlKey||t.metaKey||t.altKey||t.shiftKey||t.button!==0)return e;let r=t.composedPath().find(e=>e.nodeName==`A`&&e.href),i=r&&r.getAttribute(`href`);if(!r||r.origin!=location.origin||/^#/.test(i)||!/^(_?self)?$/i.test(r.target)||!Ye(i)||r.download)return e;qe=!0,t.preventDefault(),n=r.href.replace(location.origin,``)}else t&&t.url?(qe=!t.replace,n=t.url):n=location.pathname+location.search;return qe===!0?history.pushState(null,``,n):qe===!1&&history.replaceState(null,``,n),n}var Ze=(e,t,n={})=>{e=e.split(`/`).filter(Boolean),t=(t||``).split(`/`).filter(Boolean),n.params||={};for(let r=0,i,a;r<Math.max(e.length,t.length);r++){let[,o,s,c]=(t[r]||``).match(/^(:?)(.*?)([+*?]?)$/);if(i=e[r],o||s!=i){if(!o&&i&&c==`*`){n.rest=`/`+e.slice(r).join(`/`);break}if(!o||!i&&c!=`?`&&c!=`*`)return;if(a=c==`+`||c==`*`,a?i=e.slice(r).map(decodeURIComponent).join(`/`)||void 0:i&&=decodeURIComponent(i),n.params[s]=i,s in n||(n[s]=i),a)break}}return n};function Qe(e){let[t,n]=Ne(Xe,e.url||location.pathname+location.search);e.scope&&(Je=e.scope);let r=qe===!0,i=Fe(()=>{let e=new URL(t,location.origin),i=e.pathname.replace(/\/+$/g,``)||`/`;return{url:t,path:i,query:Object.fromEntries(e.searchParams),route:(e,t)=>n({url:e,replace:t}),back:()=>{history.back()},forward:()=>{history.forward()},wasPush:r}},[t]);return Pe(()=>(addEventListener(`click`,n),addEventListener(`popstate`,n),()=>{removeEventListener(`click`,n),removeEventListener(`popstate`,n)}),[]),b(Qe.ctx.Provider,{value:i},e.children)}var $e=Promise.resolve();function et(e){let[t,n]=Ne(e=>e+1,0),{url:r,query:i,wasPush:a,path:o}=P();if(!r)throw Error(`preact-iso's <Router> must be used within a <LocationProvider>, see: https://github.com/preactjs/preact-iso#locationprovider`);let{rest:s=o,params:c={}}=Le(it),l=N(!1),u=N(o),d=N(1),f=N(),p=N(),m=N(),h=N(!1),g=N();g.current=!1;let _,v,y;ae(e.children).some(e=>{if(Ze(s,e.props.path,y={...e.props,path:s,query:i,params:Object.assign({},c),rest:``}))return _=x(e,y);e.props.default&&(v=x(e,y))});let S=_||v,C=f.current&&f.current.__u&tt&&f.current.__u&nt,w=f.current&&f.current.__h,T=Fe(()=>{p.current=f.current,f.current=b(it.Provider,{value:y},S);let e=p.current&&p.current.props.children;return!e||!S||S.type!==e.type||S.props.component!==e.props.component?(d.current++,!0):!1},[r,JSON.stringify(y)]);C?(f.current.__u|=tt,f.current.__u|=nt):w&&(f.current.__h=!0);let E=p.current;return p.current=null,this.__c=(t,i)=>{g.current=!0,p.current=E,e.onLoadStart&&e.onLoadStart(r),l.current=!0;let a=d.current;t.then(()=>{a===d.current&&(p.current=null,f.current&&(i.__h&&(f.current.__h=i.__h),i.__u&nt&&(f.current.__u|=nt),i.__u&tt&&(f.current.__u|=tt)),$e.then(n))})},Pe(()=>{let t=this.__v&&this.__v.__e;g.current?!h.current&&!m.current&&(m.current=t):(!h.current&&m.current&&(m.current!==t&&m.current.remove(),m.current=null),h.current=!0,u.current!==o&&(a&&scrollTo(0,0),e.onRouteChange&&e.onRouteChange(r),u.current=o),e.onLoadEnd&&l.current&&e.onLoadEnd(r),l.current=!1)},[o,a,t]),T?[b(rt,{r:f,key:d.current}),b(rt,{r:p,key:d.current-1})]:b(rt,{r:f,key:d.current})}var tt=32,nt=128,rt=({r:e})=>e.current;et.Provider=Qe,Qe.ctx=ve({});var it=ve({}),at=e=>b(e.component,e),P=()=>Le(Qe.ctx),F=class extends Error{name=`Failure`;code;errorId;issues;constructor(e,t,{errorId:n=null,issues:r=[]}={}){super(t),this.code=e,this.errorId=n,this.issues=r}get isOfCredential(){return ot.has(this.code)}},ot=new Set([`MISSING_API_KEY`,`MALFORMED_API_KEY`,`EXPIRED_API_KEY`,`INVALID_AUTHORIZATION`]);function st({message:e,extensions:t={}}){return new F(t.code??`UNEXPECTED_ANSWER`,e,{errorId:t.errorId??null,issues:t.issues??[]})}async function ct(e,t,n,r){let i=await fetch(`/graphql`,{method:`POST`,headers:{accept:`application/graphql-response+json`,authorization:`Bearer ${e}`,"content-type":`application/json`},credentials:`omit`,body:JSON.stringify({query:t.toString(),variables:n}),...r&&{signal:r}}).catch(e=>{throw r?.aborted?e:new F(`UNREACHABLE`,`The server does not answer. Check that it runs, and your connection to it.`)}),a=await i.json().catch(()=>null),[o]=a?.errors??[];if(o)throw st(o);if(!a?.data)throw new F(`UNEXPECTED_ANSWER`,`The server answered ${i.status}, which is not GraphQL.`);return a.data}var lt=Symbol.for(`preact-signals`);function ut(){if(ht>1)ht--;else{var e,t=!1;for((function(){var e=yt;for(yt=void 0;e!==void 0;){var t=e.S;if(t.v===e.v)for(var n=t.t;n!==void 0;n=n.x)n.i===e.i&&(n.i=t.i);e=e.o}})();mt!==void 0;){var n=mt;for(mt=void 0,gt++;n!==void 0;){var r=n.u;if(n.u=void 0,n.f&=-3,!(8&n.f)&&Ct(n))try{n.c()}catch(n){t||=(e=n,!0)}n=r}}if(gt=0,ht--,t)throw e}}function dt(e){if(ht>0)return e();vt=++_t,ht++;try{return e()}finally{ut()}}var ft,I=void 0;function pt(e){var t=I,n=ft;I=void 0,ft=void 0;try{return e()}finally{I=t,ft=n}}var mt=void 0,ht=0,gt=0,_t=0,vt=0,yt=void 0,bt=0;function xt(e){if(I!==void 0){var t=e.n;if(t===void 0||t.t!==I)return t={i:0,S:e,p:I.s,n:void 0,t:I,e:void 0,x:void 0,r:t},I.s!==void 0&&(I.s.n=t),I.s=t,e.n=t,32&I.f&&e.S(t),t;if(t.i===-1)return t.i=0,t.n!==void 0&&(t.n.p=t.p,t.p!==void 0&&(t.p.n=t.n),t.p=I.s,t.n=void 0,I.s.n=t,I.s=t),t}}function L(e,t){this.v=e,this.i=0,this.n=void 0,this.t=void 0,this.l=0,this.W=t?.watched,this.Z=t?.unwatched,this.name=t?.name}L.prototype.brand=lt,L.prototype.h=function(){return!0},L.prototype.S=function(e){var t=this,n=this.t;n!==e&&e.e===void 0&&(e.x=n,this.t=e,n===void 0?pt(function(){var e;(e=t.W)==null||e.call(t)}):n.e=e)},L.prototype.U=function(e){var t=this;if(this.t!==void 0){var n=e.e,r=e.x;n!==void 0&&(n.x=r,e.e=void 0),r!==void 0&&(r.e=n,e.x=void 0),e===this.t&&(this.t=r,r===void 0&&pt(function(){var e;(e=t.Z)==null||e.call(t)}))}},L.prototype.subscribe=function(e){var t=this;return Mt(function(){var n=t.value;pt(function(){return e(n)})},{name:`sub`})},L.prototype.valueOf=function(){return this.value},L.prototype.toString=function(){return this.value+``},L.prototype.toJSON=function(){return this.value},L.prototype.peek=function(){var e=this;return pt(function(){return e.value})},Object.defineProperty(L.prototype,"value",{get:function(){var e=xt(this);return e!==void 0&&(e.i=this.i),this.v},set:function(e){if(e!==this.v){if(gt>100)throw Error(`Cycle detected`);(function(e){ht!==0&&gt===0&&e.l!==vt&&(e.l=vt,yt={S:e,v:e.v,i:e.i,o:yt})})(this),this.v=e,this.i++,bt++,ht++;try{for(var t=this.t;t!==void 0;t=t.x)t.t.N()}finally{ut()}}}});function St(e,t){return new L(e,t)}function Ct(e){for(var t=e.s;t!==void 0;t=t.n)if(t.S.i!==t.i||!t.S.h()||t.S.i!==t.i)return!0;return!1}function wt(e){for(var t=e.s;t!==void 0;t=t.n){var n=t.S.n;if(n!==void 0&&(t.r=n),t.S.n=t,t.i=-1,t.n===void 0){e.s=t;break}}}function Tt(e){for(var t=e.s,n=void 0;t!==void 0;){var r=t.p;t.i===-1?(t.S.U(t),r!==void 0&&(r.n=t.n),t.n!==void 0&&(t.n.p=r)):n=t,t.S.n=t.r,t.r!==void 0&&(t.r=void 0),t=r}e.s=n}function Et(e,t){L.call(this,void 0,t),this.x=e,this.s=void 0,this.g=bt-1,this.f=4}Et.prototype=new L,Et.prototype.h=function(){if(this.f&=-3,1&this.f)return!1;if((36&this.f)==32||(this.f&=-5,this.g===bt))return!0;if(this.g=bt,this.f|=1,this.i>0&&!Ct(this))return this.f&=-2,!0;var e=I;try{wt(this),I=this;var t=this.x();(16&this.f||this.v!==t||this.i===0)&&(this.v=t,this.f&=-17,this.i++)}catch(e){this.v=e,this.f|=16,this.i++}return I=e,Tt(this),this.f&=-2,!0},Et.prototype.S=function(e){if(this.t===void 0){this.f|=36;for(var t=this.s;t!==void 0;t=t.n)t.S.S(t)}L.prototype.S.call(this,e)},Et.prototype.U=function(e){if(this.t!==void 0&&(L.prototype.U.call(this,e),this.t===void 0)){this.f&=-33;for(var t=this.s;t!==void 0;t=t.n)t.S.U(t)}},Et.prototype.N=function(){if(!(2&this.f)){this.f|=6;for(var e=this.t;e!==void 0;e=e.x)e.t.N()}},Object.defineProperty(Et.prototype,"value",{get:function(){if(1&this.f)throw Error(`Cycle detected`);var e=xt(this);if(this.h(),e!==void 0&&(e.i=this.i),16&this.f)throw this.v;return this.v}});function Dt(e,t){return new Et(e,t)}function Ot(e){var t=e.j;if(e.j=void 0,typeof t==`function`){ht++;var n=I;I=void 0;try{t()}catch(t){throw e.f&=-2,e.f|=8,kt(e),t}finally{I=n,ut()}}}function kt(e){for(var t=e.s;t!==void 0;t=t.n)t.S.U(t);e.x=void 0,e.s=void 0,Ot(e)}function At(e){if(I!==this)throw Error(`Out-of-order effect`);Tt(this),I=e,this.f&=-2;try{8&this.f&&kt(this)}finally{ut()}}function jt(e,t){this.x=e,this.j=void 0,this.s=void 0,this.u=void 0,this.f=32,this.name=t?.name,ft&&ft.push(this)}jt.prototype.c=function(){var e=this.S();try{if(8&this.f||this.x===void 0)return;var t=this.x();typeof t==`function`&&(this.j=t)}finally{e()}},jt.prototype.S=function(){if(1&this.f)throw Error(`Cycle detected`);this.f|=1,this.f&=-9,Ot(this),wt(this),ht++;var e=I;return I=this,At.bind(this,e)},jt.prototype.N=function(){2&this.f||(this.f|=2,this.u=mt,mt=this)},jt.prototype.d=function(){this.f|=8,1&this.f||kt(this)},jt.prototype.dispose=function(){this.d()};function Mt(e,t){var n=new jt(e,t);try{n.c()}catch(e){throw n.d(),e}var r=n.d.bind(n);return r[Symbol.dispose]=r,r}var Nt,Pt,Ft=typeof window<`u`&&!!window.__PREACT_SIGNALS_DEVTOOLS__,It=[];Mt(function(){Nt=this.N})();function Lt(t,n){e[t]=n.bind(null,e[t]||function(){})}function Rt(e){if(Pt){var t=Pt;Pt=void 0,t()}Pt=e&&e.S()}function zt(e){var t=this,r=e.data,i=Vt(r);i.name=`ReactiveDom`,i.value=r;var a=Fe(function(){for(var e=t,r=t.__v;r=r.__;)if(r.__c){r.__c.__$f|=4;break}var a=Dt(function(){var e=i.value.value;return e===0?0:!0===e?``:e||``}),o=Dt(function(){return!Array.isArray(a.value)&&!n(a.value)}),s=Mt(function(){if(this.N=Wt,o.value){var t=a.value;e.__v&&e.__v.__e&&e.__v.__e.nodeType===3&&(e.__v.__e.data=t)}}),c=t.__$u.d;return t.__$u.d=function(){s(),c.call(this)},[o,a]},[]),o=a[0],s=a[1];return o.value?s.peek():s.value}zt.displayName=`ReactiveTextNode`,Object.defineProperties(L.prototype,{constructor:{configurable:!0,value:b(C,null).constructor},type:{configurable:!0,value:zt},props:{configurable:!0,get:function(){var e=this;return{data:{get value(){return e.value}}}}},__b:{configurable:!0,value:1}}),Lt(`__b`,function(e,t){if(Rt(),typeof t.type==`string`){var n,r=t.props;for(var i in r)if(i!==`children`){var a=r[i];a instanceof L&&(n||(t.__np=n={}),n[i]=a,r[i]=a.peek())}}e(t)}),Lt(`__r`,function(e,t){if(e(t),t.type!==C){Rt();var n,r=t.__c;r&&(r.__$f&=-2,(n=r.__$u)===void 0&&(r.__$u=n=function(e,t){var n;return Mt(function(){n=this},{name:t}),n.c=e,n}(function(e){return function(){var t;Ft&&((t=this.y)==null||t.call(this)),e.__$f|=1,e.setState({})}}(r),typeof t.type==`function`?t.type.displayName||t.type.name:``))),Rt(n)}}),Lt(`__e`,function(e,t,n,r){Rt(),e(t,n,r)}),Lt(`diffed`,function(e,t){Rt();var n;if(typeof t.type==`string`&&(n=t.__e)){var r=t.__np,i=t.props,a=n.U;if(a)for(var o in a){var s=a[o];s===void 0||r&&o in r||(s.d(),a[o]=void 0)}if(r)for(var c in a||(a={},n.U=a),r){var l=a[c],u=r[c];l===void 0?(l=Bt(n,c,u,i),a[c]=l):l.o(u,i)}}e(t)});function Bt(e,t,n,r){var i=t in e&&e.ownerSVGElement===void 0,a=St(n);return{o:function(e,t){a.value=e,r=t},d:Mt(function(){this.N=Wt;var n=a.value.value;r[t]!==n&&(r[t]=n,i?e[t]=n:n!=null&&(!1!==n||t[4]===`-`)?e.setAttribute(t,n):e.removeAttribute(t))})}}Lt(`unmount`,function(e,t){if(typeof t.type==`string`){var n=t.__e;if(n){var r=n.U;if(r)for(var i in n.U=void 0,r){var a=r[i];a&&a.d()}}var o=t.__np;if(o){var s=t.props;for(var c in o)s[c]=o[c]}t.__np=void 0}else{var l=t.__c;if(l){l.__$f|=8;var u=l.__$u;u&&(l.__$u=void 0,u.d())}}e(t)}),Lt(`__h`,function(e,t,n,r){r<3&&(t.__$f|=2),e(t,n,r)}),w.prototype.shouldComponentUpdate=function(e,t){if(this.__R)return!0;var n=this.__$u,r=n&&n.s!==void 0;for(var i in t)return!0;if(this.__f||typeof this.u==`boolean`&&!0===this.u){var a=2&this.__$f;if(!(r||a||4&this.__$f)||1&this.__$f)return!0}else if(!(r||4&this.__$f)||3&this.__$f)return!0;for(var o in e)if(o!==`__source`&&e[o]!==this.props[o])return!0;for(var s in this.props)if(!(s in e))return!0;return!1};function Vt(e,t){return Fe(function(){return St(e,t)},[])}var Ht=function(e){queueMicrotask(function(){queueMicrotask(e)})};function Ut(){dt(function(){for(var e;e=It.shift();)Nt.call(e)})}function Wt(){It.push(this)===1&&(e.requestAnimationFrame||Ht)(Ut)}var R=class extends String{__apiType;value;__meta__;constructor(e,t){super(e),this.value=e,this.__meta__=t}toString(){return this.value}};new R(`
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
    `,{fragmentName:`EndpointSettings`}),new R(`
    fragment EventTypeRow on EventType {
  id
  name
  description
  archivedAt
  createdAt
  payloadSchema
  example
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
    `,{fragmentName:`ItemOfFeed`});var Gt=new R(`
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
}`),Kt=new R(`
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
    `),qt=new R(`
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
    `),Jt=new R(`
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
}`),Yt=new R(`
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
}`),Xt=new R(`
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
}`),Zt=new R(`
    query EndpointNames($filter: EndpointFilter) {
  endpoints(first: 100, filter: $filter) {
    nodes {
      id
      name
      url
    }
  }
}
    `),Qt=new R(`
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
}`),$t=new R(`
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
    `),en=new R(`
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
}`),tn=new R(`
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
}`),nn=new R(`
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
}`),rn=new R(`
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
}`),an=new R(`
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
}`),on=new R(`
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
}`),sn=new R(`
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
}`),cn=new R(`
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
}`),ln=new R(`
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
}`),un=new R(`
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
}`),dn=new R(`
    query EventsByKey($filter: EventFilter!) {
  events(first: 2, filter: $filter) {
    nodes {
      id
      type
      createdAt
    }
  }
}
    `),fn=new R(`
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
}`),pn=new R(`
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
    `),mn=new R(`
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
}`),hn=new R(`
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
}`),gn=new R(`
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
}`),_n=new R(`
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
}`),vn=new R(`
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
}`),yn=new R(`
    query FeedEnd {
  deliveryFeedCursor
}
    `),bn=new R(`
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
}`),xn=new R(`
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
}`),Sn=new R(`
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
    `),Cn=new R(`
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
    `),wn=`hookline.key`,Tn=`hookline.organization`,En=St(sessionStorage.getItem(wn)),Dn=St(null),On=St(null),kn=Dt(()=>En.value!==null),An=St(sessionStorage.getItem(Tn));Mt(()=>{An.value===null?sessionStorage.removeItem(Tn):sessionStorage.setItem(Tn,An.value)});var jn=()=>An.value===null?{}:{organizationId:An.value};function z(e){let t=Dn.value?.scopes??[];return t.includes(`ADMIN`)||t.includes(e)}async function Mn(e){let t=await ct(e,Sn,{});sessionStorage.setItem(wn,e),On.value=null,Dn.value=t.viewer,En.value=e}async function Nn(){Dn.value=(await Fn(Sn,{})).viewer}function Pn(e=null){sessionStorage.removeItem(wn),An.value=null,On.value=e,En.value=null,Dn.value=null}async function Fn(e,t,n){let r=En.value;if(r===null)throw new F(`MISSING_API_KEY`,`You are signed out.`);try{return await ct(r,e,t,n)}catch(e){throw e instanceof F&&e.isOfCredential&&En.value===r&&Pn(e),e}}var In=()=>({authorization:`Bearer ${En.value??``}`}),Ln=document.querySelector(`meta[name="development-key"]`)?.content||null,Rn=1e4;function zn(e){let t=N(e);t.current=e;let n=N(null),r=N(null),i=N(!1);return M(()=>()=>{i.current=!0},[]),Ie(()=>{let e=async()=>{if(r.current=null,i.current)return;let e={done:t.current(),since:Date.now()};n.current=e,await e.done,n.current===e&&(n.current=null)};return!n.current||Date.now()-n.current.since>Rn?e():(r.current??=n.current.done.then(e),r.current)},[])}function Bn(e,t){let n=JSON.stringify(t),[r,i]=j({of:``,data:null,failure:null}),[a,o]=j(t!==null),s=N(null),c=Ie(async()=>{if(n===`null`)return;s.current?.abort();let t=new AbortController;s.current=t,o(!0);try{let r=await Fn(e,JSON.parse(n),t.signal);t.signal.aborted||i({of:n,data:r,failure:null})}catch(e){if(t.signal.aborted)return;let r=Wn(e);i(e=>({of:n,data:e.of===n?e.data:null,failure:r}))}t.signal.aborted||o(!1)},[e,n]);M(()=>(c(),()=>s.current?.abort()),[c]);let l=zn(c),u=r.of===n;return{data:u?r.data:null,failure:u?r.failure:null,loading:a||!u&&n!==`null`,reload:l}}var Vn=25,Hn=100;function Un(e,t,n,{changes:r=0,pageSize:i=Vn}={}){let a=JSON.stringify(t),[o,s]=j({of:``,page:null,failure:null}),[c,l]=j(t!==null),u=N(null),d=N(i);async function f(t){if(a===`null`)return;u.current?.abort();let r=new AbortController;u.current=r,l(!0);try{let i=t;do{let t=Math.min(d.current-(i?.nodes.length??0),Hn),o=i?.pageInfo.endCursor??null,s=n(await Fn(e,{...JSON.parse(a),first:t,...o&&{after:o}},r.signal));if(r.signal.aborted)return;i=s&&{...s,nodes:[...i?.nodes??[],...s.nodes]}}while(i?.pageInfo.hasNextPage&&i.nodes.length<d.current);s({of:a,page:i,failure:null})}catch(e){if(r.signal.aborted)return;let t=Wn(e);s(e=>({of:a,page:e.of===a?e.page:null,failure:t}))}l(!1)}M(()=>(d.current=i,f(null),()=>u.current?.abort()),[e,a]);let p=o.of===a?o.page:null,m=zn(()=>f(null));return M(()=>{r>0&&m()},[r]),{rows:p?.nodes??null,totalCount:p?.totalCount??null,failure:o.of===a?o.failure:null,loading:c||o.of!==a&&a!==`null`,hasMore:p?.pageInfo.hasNextPage??!1,more(){return d.current=(p?.nodes.length??0)+i,f(p)},reload:m}}function Wn(e){return e instanceof F?e:new F(`UNEXPECTED_ANSWER`,e instanceof Error?e.message:String(e))}var Gn=Symbol.for(`pv`),Kn=0;Array.isArray;function B(t,n,r,i,a,o){n||={};var s,c,l=n;if(`ref`in l&&typeof t!=`function`)for(c in l={},n)c==`ref`?s=n[c]:l[c]=n[c];var u={type:t,props:l,key:r,ref:s,__k:null,__:null,__b:0,__e:null,__c:null,constructor:Gn,__v:--Kn,__i:-1,__u:0};return(a||o)&&(u.__source=a,u.__self=o),e.vnode&&e.vnode(u),u}function V({type:e=`text`,lines:t=1,placeholder:n,required:r=!1,mono:i=!1,...a}){let o=Re(),{label:s,value:c,onInput:l,hint:u}=a,d=Jn(a),f={id:o,value:c,placeholder:n,required:r,spellcheck:!1,autocomplete:`off`,class:i?`mono`:``,...Yn(o,u,d)};return B(`div`,{class:`field`,children:[B(`label`,{for:o,children:s}),t>1?B(`textarea`,{...f,rows:t,onInput:e=>l(e.currentTarget.value)}):B(`input`,{...f,type:e,onInput:e=>l(e.currentTarget.value)}),B(Xn,{id:`${o}-hint`,hint:u,issue:d})]})}function qn({options:e,...t}){let n=Re(),r=Jn(t);return B(`div`,{class:`field`,children:[B(`label`,{for:n,children:t.label}),B(`select`,{id:n,value:t.value,...Yn(n,t.hint,r),onChange:e=>t.onInput(e.currentTarget.value),children:e.map(({value:e,label:t})=>B(`option`,{value:e,children:t},e))}),B(Xn,{id:`${n}-hint`,hint:t.hint,issue:r})]})}var Jn=({issues:e=[],name:t})=>e.find(({path:e})=>t!==void 0&&e.includes(t)),Yn=(e,t,n)=>({"aria-invalid":n?!0:void 0,"aria-describedby":t||n?`${e}-hint`:void 0});function Xn({id:e,hint:t,issue:n}){return!t&&!n?null:B(`div`,{id:e,class:n?`hint bad`:`hint`,children:n?n.message:t})}function Zn(e=``){let t=An.value,{data:n}=Bn(Cn,{search:e||null,chosen:t??``,isChosen:t!==null}),r=n?.organizations.nodes??[],i=t!==null&&!r.some(({id:e})=>e===t),a={id:t??``,name:n?n.chosen?.name??t??``:`…`};return{options:(i?[a,...r]:r).map(({id:e,name:t})=>({value:e,label:t})),hasMore:n?.organizations.pageInfo.hasNextPage??!1}}function Qn(e){let{options:t}=Zn(),n=Dn.value?.organization;return B(qn,{label:`Organization`,...e,options:[{value:``,label:n?`${n.name} (the key’s own)`:`Choose one`},...t]})}var $n={check:`M3.5 8.5l3 3 6-7`,cross:`M4 4l8 8M12 4l-8 8`,clock:`M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,retry:`M13 3v3.5H9.5M12.6 6.3A5.2 5.2 0 1 0 13.2 9`,minus:`M5 8h6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,pause:`M5.5 3.5v9M10.5 3.5v9`,play:`M5 3.5l7 4.5-7 4.5z`,ban:`M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z`,hourglass:`M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5`,unplugged:`M2.5 13.5l3-3M10.5 5.5l3-3M5 7.5l3.5 3.5-1.2 1.2a2.5 2.5 0 0 1-3.5-3.5zM8 5l1.2-1.2a2.5 2.5 0 0 1 3.5 3.5L11.5 8.5z`,shield:`M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z`,search:`M10.5 10.5L14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z`,copy:`M5.5 5.5V3a.8.8 0 0 1 .8-.8h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H10.5M3.3 5.5h6.4a.8.8 0 0 1 .8.8v6.4a.8.8 0 0 1-.8.8H3.3a.8.8 0 0 1-.8-.8V6.3a.8.8 0 0 1 .8-.8z`,sun:`M8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1M10.8 8A2.8 2.8 0 1 1 5.2 8a2.8 2.8 0 0 1 5.6 0z`,moon:`M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9z`,system:`M2.5 3.5h11v7.5h-11zM6 13.5h4M8 11v2.5`,exit:`M6 2.5H3v11h3M7 8h7M11 5l3 3-3 3`,warning:`M8 2.5l6 11H2zM8 6.5v3M8 11.5v.1`,plus:`M8 3v10M3 8h10`,arrow:`M6 3.5L10.5 8 6 12.5`,flask:`M6.5 2.5v4L3 12.5a.7.7 0 0 0 .6 1h8.8a.7.7 0 0 0 .6-1L9.5 6.5v-4M5.5 2.5h5`};function H({name:e,size:t=14}){return B(`svg`,{class:`icon`,width:t,height:t,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:B(`path`,{d:$n[e]})})}function er({size:e}){return B(`svg`,{class:`icon mark`,width:e,height:e,viewBox:`0 0 16 16`,"aria-hidden":`true`,children:[B(`path`,{d:`M5 4.5v5.2a3 3 0 0 0 6 0V7.5L9 9.5M11 7.5l2 2`}),B(`circle`,{cx:`5`,cy:`3`,r:`1.5`})]})}var U={endpoints:`/`,endpoint:e=>`/console/endpoints/${e}`,live:`/console/live`,deliveries:`/console/deliveries`,delivery:e=>`/console/deliveries/${e}`,eventTypes:`/console/event-types`,eventType:e=>`/console/event-types/${encodeURIComponent(e)}`,event:e=>`/console/events/${e}`};function tr(e,t){let n=Object.entries(t).filter(e=>!!e[1]);return n.length===0?e:`${e}?${new URLSearchParams(n)}`}var nr=/^(ep|evt|dlv|att)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;function rr(){let{route:e}=P(),[t,n]=j(``),[r,i]=j(null),a=N(null);ar(`/`,()=>a.current?.focus());async function o(){let r=t.trim();if(r!==``){i(null);try{let t=await ir(r);if(t===null){i(`Nothing that you may see has this id or idempotency key.`);return}n(``),a.current?.blur(),e(t)}catch(e){i(Wn(e).message)}}}return B(`search`,{children:[B(`form`,{class:`search`,onSubmit:e=>{e.preventDefault(),o()},children:[B(H,{name:`search`}),B(`input`,{ref:a,type:`search`,"aria-label":`Find by id or idempotency key`,placeholder:`evt_… · dlv_… · idempotency key`,spellcheck:!1,autocomplete:`off`,value:t,"aria-invalid":r?!0:void 0,"aria-describedby":`search-problem`,onInput:e=>{n(e.currentTarget.value),i(null)}}),B(`kbd`,{children:`/`})]}),B(`div`,{id:`search-problem`,class:`search-problem`,role:`status`,children:r})]})}async function ir(e){let t=e.toLowerCase();switch(nr.exec(t)?.[1]){case`ep`:return U.endpoint(t);case`evt`:return U.event(t);case`dlv`:return U.delivery(t);case`att`:{let{node:e}=await Fn(qt,{id:t});return e?.__typename===`DeliveryAttempt`?U.delivery(e.delivery.id):null}default:{let{events:t}=await Fn(dn,{filter:{idempotencyKey:e,...jn()}});return t.nodes[0]?U.event(t.nodes[0].id):null}}}function ar(e,t){let n=N(t);n.current=t,M(()=>{let t=t=>{let r=t.target instanceof Element&&t.target.closest(`input, textarea, select, dialog`);t.key!==e||r||t.ctrlKey||t.metaKey||t.altKey||(t.preventDefault(),n.current())};return addEventListener(`keydown`,t),()=>removeEventListener(`keydown`,t)},[e])}var or=`hookline.theme`,sr=localStorage.getItem(or),cr=St(sr===`light`||sr===`dark`?sr:`system`);Mt(()=>{cr.value===`system`?(localStorage.removeItem(or),delete document.documentElement.dataset.theme):(localStorage.setItem(or,cr.value),document.documentElement.dataset.theme=cr.value)});var lr={system:`light`,light:`dark`,dark:`system`};function ur(){cr.value=lr[cr.value]}var dr=[{href:U.endpoints,text:`Endpoints`,under:/^\/($|console$|console\/endpoints)/},{href:U.live,text:`Live`,under:/^\/console\/live/},{href:U.deliveries,text:`Deliveries`,under:/^\/console\/(deliveries|events)/},{href:U.eventTypes,text:`Event types`,under:/^\/console\/event-types/}];function fr(){let{path:e}=P();return B(`header`,{children:[B(`a`,{class:`brand`,href:U.endpoints,"aria-label":`Hookline: endpoints`,children:[B(er,{size:20}),B(`span`,{children:`Hookline`})]}),B(`nav`,{"aria-label":`Pages`,children:dr.map(({href:t,text:n,under:r})=>B(`a`,{href:t,"aria-current":r.test(e)?`page`:void 0,children:n},t))}),B(rr,{}),B(`div`,{class:`who`,children:[z(`ADMIN`)&&B(gr,{}),B(mr,{}),B(`button`,{type:`button`,class:`bare`,onClick:()=>Pn(),"aria-label":`Sign out`,title:`Sign out (${Dn.value?.organization?.name??Dn.value?.subject})`,children:B(H,{name:`exit`,size:16})})]})]})}var pr={system:[`system`,`Theme: as the system has it`],light:[`sun`,`Theme: light`],dark:[`moon`,`Theme: dark`]};function mr(){let[e,t]=pr[cr.value];return B(`button`,{type:`button`,class:`bare`,onClick:ur,"aria-label":t,title:t,children:B(H,{name:e,size:16})})}var hr=250;function gr(){let[e,t]=j(``),[n,r]=j(``);M(()=>{let t=setTimeout(()=>r(e.trim()),hr);return()=>clearTimeout(t)},[e]);let{options:i,hasMore:a}=Zn(n);return B(C,{children:[(n!==``||e!==``||a)&&B(`input`,{type:`search`,"aria-label":`Find an organization`,placeholder:`Find organization`,value:e,onInput:e=>t(e.currentTarget.value)}),B(`select`,{"aria-label":`Organization`,value:An.value??``,onChange:e=>{An.value=e.currentTarget.value||null},children:[B(`option`,{value:``,children:`All organizations`}),i.map(({value:e,label:t})=>B(`option`,{value:e,children:t},e))]})]})}var _r=`mutation {
  endpointCreate(input: { url: "https://example.com/hooks", eventPatterns: ["invoice.*"] }) {
    ... on EndpointCreateSuccess { secret endpoint { id } }
    ... on Error { code message }
  }
}`,vr=`mutation {
  eventPublish(input: { type: "invoice.paid", payload: { invoice: "in_1" } }) {
    ... on EventPublishSuccess { event { id } }
    ... on Error { code message }
  }
}`,yr=`mutation {
  eventTypeCreate(input: { name: "invoice.paid", example: { invoice: "in_1" } }) {
    ... on EventTypeCreateSuccess { eventType { name } }
    ... on Error { code message }
  }
}`,br={PENDING:[`Pending`,`idle`,`clock`],RETRYING:[`Retrying`,`warn`,`retry`],SUCCEEDED:[`Succeeded`,`good`,`check`],FAILED:[`Failed`,`bad`,`cross`],CANCELED:[`Canceled`,`idle`,`minus`]},xr={ACTIVE:[`Active`,`good`,`check`],PAUSED:[`Paused`,`warn`,`pause`],DISABLED:[`Disabled`,`bad`,`ban`]},Sr={SUCCEEDED:[`Succeeded`,`good`,`check`],REJECTED:[`Rejected`,`bad`,`cross`],TIMED_OUT:[`Timed out`,`bad`,`hourglass`],CONNECTION_FAILED:[`No connection`,`bad`,`unplugged`],BLOCKED:[`Blocked`,`bad`,`shield`]},Cr={RETRIES_EXHAUSTED:`its last retry failed`,ENDPOINT_GONE:`the endpoint answered 410 Gone`,ENDPOINT_DISABLED:`its endpoint was disabled`,ENDPOINT_DELETED:`its endpoint was deleted`,CANCELED_BY_USER:`somebody canceled it`,BACKLOG_EXPIRED:`it waited longer than it may`},wr={MANUAL:`by hand`,GONE:`it answered 410 Gone`,PERSISTENT_FAILURE:`it failed for 5 days`};function Tr({tone:e,icon:t,children:n}){return B(`span`,{class:`badge ${e}`,children:[B(H,{name:t,size:12}),n]})}function Er({look:e,name:t}){let[n,r,i]=e??[t,`idle`,`minus`];return B(Tr,{tone:r,icon:i,children:n})}var Dr=({status:e})=>B(Er,{look:br[e],name:e}),Or=({status:e})=>B(Er,{look:xr[e],name:e}),kr=({outcome:e})=>B(Er,{look:Sr[e],name:e}),Ar=e=>Object.entries(e).map(([e,[t]])=>({value:e,label:t})),jr=Ar(br),Mr=Ar(xr),Nr=Ar(Sr);function Pr(e){return e==null?`–`:e<1e3?`${e} ms`:e<6e4?`${(e/1e3).toFixed(e<1e4?2:1)} s`:`${(e/6e4).toFixed(1)} min`}var Fr=new Intl.NumberFormat(`en`),W=e=>Fr.format(e);function Ir(e){return e==null?`–`:e===1?`100 %`:`${Math.min(99.9,Math.round(e*1e3)/10).toFixed(1)} %`}function Lr({label:e,children:t}){return B(`pre`,{class:`code`,role:`group`,"aria-label":e,tabIndex:0,children:t})}var Rr=6e3,zr=St(null);function Br(e,t=`good`){let n=(zr.value?.number??0)+1;zr.value={text:e,tone:t,number:n},setTimeout(()=>{zr.value?.number===n&&(zr.value=null)},Rr)}function Vr(){return B(`div`,{class:`said`,role:`status`,"aria-live":`polite`,children:zr.value&&B(`p`,{class:zr.value.tone,children:zr.value.text})})}var Hr=2e3;async function Ur(e){try{await navigator.clipboard.writeText(e)}catch{return Br(`The browser does not let this page copy. Select the text instead.`,`bad`),!1}return Br(`Copied.`),!0}function Wr({text:e,label:t}){let[n,r]=j(!1);async function i(){await Ur(e)&&(r(!0),setTimeout(()=>r(!1),Hr))}return B(`button`,{type:`button`,class:`copy`,onClick:i,children:[B(H,{name:n?`check`:`copy`}),B(`span`,{children:t})]})}function Gr({id:e}){return B(`span`,{class:`id`,children:[B(`code`,{children:e}),B(Kr,{id:e})]})}function Kr({id:e}){return B(`button`,{type:`button`,class:`bare`,"aria-label":`Copy ${e}`,title:`Copy`,onClick:()=>void Ur(e),children:B(H,{name:`copy`})})}var qr={FORBIDDEN:`Sign in with a key that has the scope.`,RATE_LIMITED:`Wait a little, then try again.`,REQUEST_TIMEOUT:`Ask for less at once: a narrower filter, or a shorter time.`,INTERNAL_SERVER_ERROR:`Look for the error id in the server’s log.`};function G({failure:e,onRetry:t}){return B(`div`,{class:`fault`,role:`alert`,children:[B(H,{name:`warning`,size:16}),B(`div`,{children:[B(`strong`,{children:e.issues.length>0?`This was not accepted:`:e.message}),e.issues.length>0&&B(`ul`,{children:e.issues.map(e=>B(`li`,{children:[e.path.length>0&&B(`code`,{children:Jr(e.path)}),` `,e.message,e.suggestion&&!e.message.includes(e.suggestion)&&B(C,{children:[` `,`Did you mean `,B(`code`,{children:e.suggestion}),`?`]})]},e.path.join(`.`)+e.message))}),qr[e.code]&&B(`p`,{children:qr[e.code]}),e.errorId&&B(`p`,{class:`quiet`,children:[e.code,` · error id `,B(`code`,{children:e.errorId})]})]}),t&&B(`button`,{type:`button`,onClick:t,children:`Try again`})]})}var Jr=e=>e.filter((e,t)=>t>0||e!==`input`).join(`.`);function K({title:e,children:t,example:n}){return B(`div`,{class:`empty`,children:[B(`h2`,{children:e}),t&&B(`div`,{children:t}),n&&B(Yr,{text:n,name:`example`})]})}function Yr({text:e,name:t}){return B(`div`,{class:`snippet`,children:[B(Lr,{label:`The ${t}`,children:e}),B(Wr,{text:e,label:`Copy the ${t}`})]})}function Xr({rows:e=5}){return B(`div`,{class:`skeleton`,role:`status`,"aria-label":`Loading`,children:Array.from({length:e},(e,t)=>B(`span`,{},t))})}function Zr({scope:e,what:t}){return B(K,{title:`This key may not see ${t}`,children:B(`p`,{children:[`It lacks the scope `,B(`code`,{children:e}),`. Whoever has `,B(`code`,{children:`API_KEYS_WRITE`}),` can make one that has it.`]})})}function Qr({label:e,columns:t,rows:n,keyOf:r,rowClass:i=()=>``,isCompact:a=!1}){return B(`table`,{class:a?`rows compact`:`rows`,"aria-label":e,children:[B(`thead`,{children:B(`tr`,{children:t.map(({head:e,kind:t=``})=>B(`th`,{scope:`col`,class:t,children:e},e))})}),B(`tbody`,{children:n.map(e=>B(`tr`,{class:i(e),children:t.map(({head:t,cell:n,kind:r=``})=>B(`td`,{class:r,"data-head":t,children:n(e)},t))},r(e)))})]})}function $r({label:e,pages:t,columns:n,empty:r}){let{rows:i,failure:a,loading:o}=t,s=()=>void t.reload();return i?B(C,{children:[a&&B(G,{failure:a,onRetry:s}),i.length===0?r:B(Qr,{label:e,columns:n,rows:i,keyOf:e=>e.id}),t.hasMore&&B(`p`,{class:`more`,children:B(`button`,{type:`button`,"aria-disabled":o,onClick:()=>!o&&void t.more(),children:o?`Loading…`:`Load more`})})]}):a?B(G,{failure:a,onRetry:s}):B(Xr,{})}var ei=St(Date.now());setInterval(()=>{ei.value=Date.now()},5e3);var ti=new Intl.RelativeTimeFormat(`en`,{numeric:`always`,style:`narrow`}),ni=new Intl.DateTimeFormat(`en-GB`,{dateStyle:`medium`,timeStyle:`long`}),ri=[[60,1,`second`],[3600,60,`minute`],[86400,3600,`hour`],[1/0,86400,`day`]];function ii(e){let t=(e-Math.max(ei.value,Date.now()))/1e3;if(Math.abs(t)<2)return`now`;let[,n,r]=ri.find(([e])=>Math.abs(t)<e)??ri[3];return ti.format(Math.trunc(t/n),r)}var ai=e=>Date.parse(e)<=Math.max(ei.value,Date.now());function q({at:e,none:t=`–`,isDue:n=!1}){return e?B(`time`,{dateTime:e,title:ni.format(new Date(e)),children:n&&ai(e)?`due now`:ii(Date.parse(e))}):B(`span`,{class:`quiet`,children:t})}var oi=new Intl.DateTimeFormat(`en-GB`,{timeStyle:`medium`});function si({at:e}){let t=new Date(e);return B(`time`,{class:`mono`,dateTime:e,title:ni.format(t),children:[oi.format(t),B(`span`,{class:`quiet`,children:[`.`,String(t.getMilliseconds()).padStart(3,`0`)]})]})}var ci=e=>ni.format(new Date(e)),li=[{head:`Delivery`,kind:`main`,cell:e=>B(C,{children:[B(`a`,{class:`strong`,href:U.delivery(e.id),children:e.event.type}),e.isTest&&B(`span`,{class:`tag`,children:`test`}),B(`div`,{class:`quiet mono`,children:fi(e.id)})]})},{head:`Status`,cell:e=>B(Dr,{status:e.status})},{head:`Endpoint`,cell:({endpoint:e,endpointId:t})=>e?B(`a`,{class:`clamp`,href:U.endpoint(t),children:e.name??e.url}):B(`span`,{class:`quiet`,children:`deleted`})},{head:`Attempts`,kind:`number`,cell:({attemptCount:e})=>W(e)},{head:`Last answer`,cell:({lastAttempt:e})=>e?B(`span`,{class:`nowrap`,children:[B(di,{status:e.responseStatus,outcome:e.outcome}),` `,B(`span`,{class:`quiet`,children:Pr(e.durationMs)})]}):B(`span`,{class:`quiet`,children:`–`})},{head:`Next attempt`,cell:({nextAttemptAt:e})=>B(q,{at:e,isDue:!0})},{head:`Created`,cell:({createdAt:e})=>B(q,{at:e})}],ui=li.filter(({head:e})=>e!==`Endpoint`);function di({status:e,outcome:t}){let n=t===`SUCCEEDED`?`good-text`:`bad-text`;return e===null?B(`span`,{class:n,children:t.toLowerCase().replaceAll(`_`,` `)}):B(`span`,{class:`mono ${n}`,children:e})}var fi=e=>`${e.split(`_`)[0]}_…${e.slice(-8)}`;function pi({pages:e,ofOneEndpoint:t=!1,empty:n}){return B($r,{label:`Deliveries`,pages:e,columns:t?ui:li,empty:n})}function mi({rows:e}){return B(Qr,{label:`Deliveries`,columns:li,rows:e,keyOf:e=>e.id})}function hi({label:e,any:t,value:n,options:r,onChoose:i}){let a=n!==void 0&&n!==``&&!r.some(e=>e.value===n);return B(`select`,{"aria-label":e,value:n??``,onChange:e=>i(e.currentTarget.value),children:[B(`option`,{value:``,children:t}),a&&B(`option`,{value:n,children:n}),r.map(e=>B(`option`,{value:e.value,children:e.label},e.value))]})}function gi(){let{data:e}=Bn(Zt,z(`ENDPOINTS_READ`)?{filter:jn()}:null);return(e?.endpoints.nodes??[]).map(({id:e,name:t,url:n})=>({value:e,label:t??n}))}function _i(){let[e,t]=j([]);return M(()=>{let e=new AbortController;return vi(e.signal).then(t,()=>void 0),()=>e.abort()},[]),e.map(e=>({value:e,label:e}))}async function vi(e){let t=[],n=null;do{let{eventTypes:r}=await Fn(pn,{after:n},e);t.push(...r.nodes.map(({name:e})=>e)),n=r.pageInfo.hasNextPage?r.pageInfo.endCursor:null}while(n!==null);return t}var yi=!0;function J({title:e,heading:t,actions:n,children:r}){let i=N(null);return M(()=>{document.title=`${e} · Hookline`},[e]),M(()=>{yi?yi=!1:(document.activeElement===document.body||document.activeElement?.closest(`header nav, main`))&&i.current?.focus({preventScroll:!0})},[]),B(`main`,{id:`main`,tabIndex:-1,children:[B(`div`,{class:`heading`,children:[B(`h1`,{ref:i,tabIndex:-1,children:t??e}),n&&B(`div`,{class:`buttons`,children:n})]}),r]})}function bi({title:e,tools:t,children:n}){return B(`section`,{children:[B(`div`,{class:`section-head`,children:[B(`h2`,{children:e}),t&&B(`div`,{class:`buttons`,children:t})]}),n]})}function xi({facts:e}){return B(`dl`,{class:`facts`,children:e.filter(([,e])=>e!=null&&e!==!1).map(([e,t])=>B(`div`,{children:[B(`dt`,{children:e}),B(`dd`,{children:t})]},e))})}function Si(){return z(`DELIVERIES_READ`)?B(Ci,{}):B(J,{title:`Deliveries`,children:B(Zr,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Ci(){let{query:e,path:t,route:n}=P(),r=gi(),i=_i(),a=Un(Gt,{filter:{...jn(),...e.status&&{status:[e.status]},...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type}}},({deliveries:e})=>e),o=r=>i=>n(tr(t,{...e,[r]:i}),!0);return B(J,{title:`Deliveries`,actions:B(`button`,{type:`button`,"aria-disabled":a.loading,onClick:()=>!a.loading&&void a.reload(),children:a.loading?`Loading…`:`Refresh`}),children:[B(`div`,{class:`filters`,children:[B(hi,{label:`Status`,any:`Any status`,value:e.status,options:jr,onChoose:o(`status`)}),B(hi,{label:`Endpoint`,any:`Any endpoint`,value:e.endpoint,options:r,onChoose:o(`endpoint`)}),B(hi,{label:`Event type`,any:`Any event type`,value:e.type,options:i,onChoose:o(`type`)})]}),B(pi,{pages:a,empty:Object.keys(e).length>0?B(K,{title:`No delivery is like this`,children:B(`p`,{children:B(`a`,{href:U.deliveries,children:`Show all deliveries`})})}):B(K,{title:`No deliveries yet`,example:vr,children:B(`p`,{children:`Each event that is published makes one for every endpoint that wants it:`})})})]})}async function Y(e,t){let{result:n}=await Fn(e,t);if(n.code===void 0)return n;throw new F(n.code,n.message??n.__typename,{errorId:n.errorId??null,issues:n.issues??[]})}function wi(){let[e,t]=j(!1),[n,r]=j(null);return{busy:e,failure:n,clear:()=>r(null),async start(e){t(!0),r(null);try{return await e(),!0}catch(e){return r(Wn(e)),!1}finally{t(!1)}}}}var Ti=e=>`'${e.replaceAll(`'`,`'\\''`)}'`;function Ei(e,t){let n=e.requestHeaders.filter(({name:e})=>e.toLowerCase()!==`content-length`).map(({name:e,value:t})=>`-H ${Ti(`${e}: ${t??`<fill in>`}`)}`);e.requestHeaders.some(({name:e})=>e.toLowerCase()===`content-type`)||n.unshift(`-H ${Ti(`content-type: application/json`)}`);let r=t===null?[]:[`--data-raw ${Ti(t)}`];return[`curl -i -X POST ${Ti(e.url)}`,...n,...r].join(` \\
  `)}function Di(e){try{JSON.parse(e)}catch{return e}let t=0,n=``;for(let[r]of e.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g)){let e=n.at(-1);r===`}`||r===`]`?(--t,n+=e===`{`||e===`[`?r:`\n${`  `.repeat(t)}${r}`):((e===`{`||e===`[`)&&(n+=`\n${`  `.repeat(t)}`),n+=r,r===`{`||r===`[`?t+=1:r===`,`?n+=`\n${`  `.repeat(t)}`:r===`:`&&(n+=` `))}return n}var Oi={AUTOMATIC:``,MANUAL:`by hand`,TEST:`test`};function ki({delivery:e}){let t=e.attempts.nodes.toReversed();if(t.length===0)return B(`p`,{class:`quiet`,children:e.nextAttemptAt?B(C,{children:[`The first one: `,B(q,{at:e.nextAttemptAt,isDue:!0}),`.`]}):`None was made.`});let n=Math.max(...t.map(({durationMs:e})=>e),1);return B(C,{children:[B(`ol`,{class:`attempts`,reversed:!0,children:t.map((t,r)=>B(`li`,{children:B(`details`,{open:r===0,children:[B(`summary`,{children:[B(`span`,{class:`attempt-number`,children:[`#`,t.number]}),B(kr,{outcome:t.outcome}),B(di,{status:t.responseStatus,outcome:t.outcome}),B(`span`,{class:`timing`,children:B(`span`,{class:`timing-bar`,style:{width:`${Math.max(2,t.durationMs/n*100)}%`}})}),B(`span`,{class:`attempt-duration`,children:Pr(t.durationMs)}),B(`span`,{class:`quiet`,children:[B(si,{at:t.startedAt}),` · `,B(q,{at:t.startedAt}),Oi[t.trigger]&&` · ${Oi[t.trigger]}`]})]}),B(Ai,{attempt:t,body:e.requestBody})]})},t.id))}),e.attemptCount>t.length&&B(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]})}function Ai({attempt:e,body:t}){return B(`div`,{class:`exchange`,children:[e.errorMessage&&B(`p`,{class:`bad-text`,children:e.errorMessage}),B(ji,{title:`Request`,tools:B(Wr,{text:Ei(e,t),label:`Copy as curl`}),children:B(Lr,{label:`Request of attempt ${e.number}`,children:[B(`b`,{children:`POST`}),` `,e.url,`
`,B(Mi,{headers:e.requestHeaders})]})}),B(ji,{title:`Response`,children:e.responseStatus===null?B(`p`,{class:`quiet`,children:`There was none.`}):B(Lr,{label:`Response of attempt ${e.number}`,children:[B(`b`,{children:e.responseStatus}),`
`,B(Mi,{headers:e.responseHeaders??[]}),e.responseBody&&`\n${Di(e.responseBody)}`,e.responseBodyTruncated&&B(`span`,{class:`quiet`,children:[`
`,`… cut off: 16 KiB are kept`]})]})})]})}function ji({title:e,tools:t,children:n}){return B(`div`,{children:[B(`div`,{class:`section-head`,children:[B(`h3`,{children:e}),t]}),n]})}function Mi({headers:e}){return B(C,{children:e.map(({name:e,value:t})=>B(`span`,{children:[B(`span`,{class:`header-name`,children:[e,`:`]}),` `,t??B(`i`,{children:`not shown`}),`
`]},e+(t??``)))})}function X({scope:e,forbidden:t,busy:n=!1,icon:r,kind:i=``,onAct:a,children:o}){let s=Re(),c=z(e)?t??null:`Your key lacks the scope ${e}.`;return B(C,{children:[B(`button`,{type:`button`,class:i,"aria-disabled":c!==null||n,"aria-describedby":c?s:void 0,title:c??void 0,onClick:()=>{c?Br(c,`bad`):n||a()},children:[r&&B(H,{name:r}),o]}),c&&B(`span`,{id:s,class:`hidden`,children:c})]})}function Ni({state:e,onRetry:t}){let{phase:n,resumed:r}=e;return B(`div`,{class:`connection ${n}`,role:`status`,children:[n===`live`&&B(C,{children:[B(`span`,{class:`pulse`,"aria-hidden":`true`}),` Live`]}),n===`connecting`&&B(C,{children:[B(H,{name:`clock`}),` Connecting…`]}),n===`lost`&&B(C,{children:[B(H,{name:`unplugged`}),` Connection lost, reconnecting…`,` `,B(`button`,{type:`button`,class:`link`,onClick:t,children:`Try now`})]}),n===`failed`&&B(C,{children:[B(H,{name:`warning`}),` Not live`]}),r&&n===`live`&&B(`span`,{class:`quiet`,children:[` `,`· resumed at `,B(si,{at:r.at}),`,`,` `,r.isGap?`without what happened meanwhile: the deliveries have it`:`${W(r.caughtUp)} ${r.caughtUp===1?`item`:`items`} caught up`]})]})}function Z(e){return e===null?`null`:Array.isArray(e)?`array`:typeof e}function Pi(e){return Z(e)===`object`}function Fi(e){return Array.isArray(e)&&e.length>0&&e.every(e=>`message`in e)}function Ii(e,t){return e.length<124?e:t}var Q=(e=>(e[e.InternalServerError=4500]=`InternalServerError`,e[e.InternalClientError=4005]=`InternalClientError`,e[e.BadRequest=4400]=`BadRequest`,e[e.BadResponse=4004]=`BadResponse`,e[e.Unauthorized=4401]=`Unauthorized`,e[e.Forbidden=4403]=`Forbidden`,e[e.SubprotocolNotAcceptable=4406]=`SubprotocolNotAcceptable`,e[e.ConnectionInitialisationTimeout=4408]=`ConnectionInitialisationTimeout`,e[e.ConnectionAcknowledgementTimeout=4504]=`ConnectionAcknowledgementTimeout`,e[e.SubscriberAlreadyExists=4409]=`SubscriberAlreadyExists`,e[e.TooManyInitialisationRequests=4429]=`TooManyInitialisationRequests`,e))(Q||{}),$=(e=>(e.ConnectionInit=`connection_init`,e.ConnectionAck=`connection_ack`,e.Ping=`ping`,e.Pong=`pong`,e.Subscribe=`subscribe`,e.Next=`next`,e.Error=`error`,e.Complete=`complete`,e))($||{});function Li(e){if(!Pi(e))throw Error(`Message is expected to be an object, but got ${Z(e)}`);if(!e.type)throw Error(`Message is missing the 'type' property`);if(typeof e.type!=`string`)throw Error(`Message is expects the 'type' property to be a string, but got ${Z(e.type)}`);switch(e.type){case`connection_init`:case`connection_ack`:case`ping`:case`pong`:if(e.payload!=null&&!Pi(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object or nullish or missing, but got "${e.payload}"`);break;case`subscribe`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Z(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Pi(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${Z(e.payload)}`);if(typeof e.payload.query!=`string`)throw Error(`"${e.type}" message payload expects the 'query' property to be a string, but got ${Z(e.payload.query)}`);if(e.payload.variables!=null&&!Pi(e.payload.variables))throw Error(`"${e.type}" message payload expects the 'variables' property to be a an object or nullish or missing, but got ${Z(e.payload.variables)}`);if(e.payload.operationName!=null&&Z(e.payload.operationName)!==`string`)throw Error(`"${e.type}" message payload expects the 'operationName' property to be a string or nullish or missing, but got ${Z(e.payload.operationName)}`);if(e.payload.extensions!=null&&!Pi(e.payload.extensions))throw Error(`"${e.type}" message payload expects the 'extensions' property to be a an object or nullish or missing, but got ${Z(e.payload.extensions)}`);break;case`next`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Z(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Pi(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an object, but got ${Z(e.payload)}`);break;case`error`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Z(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);if(!Fi(e.payload))throw Error(`"${e.type}" message expects the 'payload' property to be an array of GraphQL errors, but got ${JSON.stringify(e.payload)}`);break;case`complete`:if(typeof e.id!=`string`)throw Error(`"${e.type}" message expects the 'id' property to be a string, but got ${Z(e.id)}`);if(!e.id)throw Error(`"${e.type}" message requires a non-empty 'id' property`);break;default:throw Error(`Invalid message 'type' property "${e.type}"`)}return e}function Ri(e,t){return Li(typeof e==`string`?JSON.parse(e,t):e)}function zi(e,t){return Li(e),JSON.stringify(e,t)}function Bi(e){let{url:t,connectionParams:n,lazy:r=!0,onNonLazyError:i=console.error,lazyCloseTimeout:a=0,keepAlive:o=0,disablePong:s,connectionAckWaitTimeout:c=0,retryAttempts:l=5,retryWait:u=async function(e){let t=2**e;await new Promise(e=>setTimeout(e,t*1e3+Math.floor(Math.random()*2700+300)))},shouldRetry:d=Hi,on:f,webSocketImpl:p,generateID:m=function(){return`xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx`.replace(/[xy]/g,e=>{let t=Math.random()*16|0;return(e==`x`?t:t&3|8).toString(16)})},jsonMessageReplacer:h,jsonMessageReviver:g}=e,_;if(p){if(!Wi(p))throw Error(`Invalid WebSocket implementation provided`);_=p}else typeof WebSocket<`u`?_=WebSocket:typeof global<`u`?_=global.WebSocket||global.MozWebSocket:typeof window<`u`&&(_=window.WebSocket||window.MozWebSocket);if(!_)throw Error("WebSocket implementation missing; on Node you can `import WebSocket from 'ws';` and pass `webSocketImpl: WebSocket` to `createClient`");let v=_,y=(()=>{let e=(()=>{let e={};return{on(t,n){return e[t]=n,()=>{delete e[t]}},emit(t){`id`in t&&e[t.id]?.(t)}}})(),t={connecting:f?.connecting?[f.connecting]:[],opened:f?.opened?[f.opened]:[],connected:f?.connected?[f.connected]:[],ping:f?.ping?[f.ping]:[],pong:f?.pong?[f.pong]:[],message:f?.message?[e.emit,f.message]:[e.emit],closed:f?.closed?[f.closed]:[],error:f?.error?[f.error]:[]};return{onMessage:e.on,on(e,n){let r=t[e];return r.push(n),()=>{let e=r.indexOf(n);e>-1&&r.splice(e,1)}},emit(e,...n){for(let r of[...t[e]])r(...n)}}})();function b(e){let t=[y.on(`error`,n=>{t.forEach(e=>e()),e(n)}),y.on(`closed`,n=>{t.forEach(e=>e()),e(n)})];return()=>t.forEach(e=>e())}let x,S=0,C,w=!1,T=0,E=!1;async function D(){clearTimeout(C);let[e,r]=await(x??=new Promise((e,r)=>(async()=>{if(w){if(await u(T),!S)return x=void 0,r({code:1e3,reason:`All Subscriptions Gone`});T++}y.emit(`connecting`,w);let i=new v(typeof t==`function`?await t():t,`graphql-transport-ws`),a,l;function d(){isFinite(o)&&o>0&&(clearTimeout(l),l=setTimeout(()=>{i.readyState===v.OPEN&&(i.send(zi({type:$.Ping})),y.emit(`ping`,!1,void 0))},o))}b(e=>{x=void 0,clearTimeout(a),clearTimeout(l),r(e),e instanceof Vi&&(i.close(4499,`Terminated`),i.onerror=null,i.onclose=null)}),i.onerror=e=>y.emit(`error`,e),i.onclose=e=>y.emit(`closed`,e),i.onopen=async()=>{try{y.emit(`opened`,i);let e=typeof n==`function`?await n():n;if(i.readyState!==v.OPEN)return;i.send(zi(e?{type:$.ConnectionInit,payload:e}:{type:$.ConnectionInit},h)),isFinite(c)&&c>0&&(a=setTimeout(()=>{i.close(Q.ConnectionAcknowledgementTimeout,`Connection acknowledgement timeout`)},c)),d()}catch(e){y.emit(`error`,e),i.close(Q.InternalClientError,Ii(e instanceof Error?e.message:String(e),`Internal client error`))}};let f=!1;i.onmessage=({data:t})=>{try{let n=Ri(t,g);if(y.emit(`message`,n),n.type===`ping`||n.type===`pong`){y.emit(n.type,!0,n.payload),n.type===`pong`?d():s||(i.send(zi(n.payload?{type:$.Pong,payload:n.payload}:{type:$.Pong},h)),y.emit(`pong`,!1,n.payload));return}if(f)return;if(n.type!==$.ConnectionAck)throw Error(`First message cannot be of type ${n.type}`);clearTimeout(a),f=!0,y.emit(`connected`,i,n.payload,w),w=!1,T=0;let r=new Promise((e,t)=>b(t));r.catch(()=>{}),e([i,r])}catch(e){i.onmessage=null,y.emit(`error`,e),i.close(Q.BadResponse,Ii(e instanceof Error?e.message:String(e),`Bad response`))}}})()));e.readyState===v.CLOSING&&await r;let i=()=>{},l=new Promise(e=>i=e);return[e,i,new Promise((t,n)=>{let i=b(n);e.readyState!==v.OPEN&&r.catch(n),l.then(()=>{if(i(),!S){let t=()=>e.close(1e3,`Normal Closure`);isFinite(a)&&a>0?(clearTimeout(C),C=setTimeout(()=>{!S&&e.readyState===v.OPEN&&t()},a)):t()}t()})})]}function ee(e){if(Hi(e)&&(Ui(e.code)||[Q.InternalServerError,Q.InternalClientError,Q.BadRequest,Q.BadResponse,Q.Unauthorized,Q.SubprotocolNotAcceptable,Q.SubscriberAlreadyExists,Q.TooManyInitialisationRequests].includes(e.code)))throw e;if(E)return!1;if(Hi(e)&&e.code===1e3)return S>0;if(!l||T>=l||!d(e))throw e;return w=!0}r||(async()=>{for(S++;;)try{let[,,e]=await D();await e}catch(e){try{if(!ee(e))return}catch(e){return i?.(e)}}})();function te(e,t){let n=m(e),r=!1,i=!1,a=()=>{S--,r=!0};return(async()=>{for(S++;;)try{let[o,s,c]=await D();if(r)return c.catch(()=>{}),s();let l=y.onMessage(n,e=>{switch(e.type){case $.Next:t.next(e.payload);return;case $.Error:i=!0,r=!0,t.error(e.payload),a();return;case $.Complete:r=!0,a();return}});o.send(zi({id:n,type:$.Subscribe,payload:e},h)),a=()=>{!r&&o.readyState===v.OPEN&&o.send(zi({id:n,type:$.Complete},h)),S--,r=!0,s()},await c.finally(l);return}catch(e){if(!ee(e))return}})().then(()=>{i||t.complete()}).catch(e=>{t.error(e)}),()=>{r||a()}}return{on:y.on,subscribe:te,iterate(e){let t=[],n={done:!1,error:null,resolve:()=>{}},r=te(e,{next(e){t.push(e),n.resolve()},error(e){n.done=!0,n.error=e,n.resolve()},complete(){n.done=!0,n.resolve()}}),i=async function*(){for(;;){for(t.length||await new Promise(e=>n.resolve=e);t.length;)yield t.shift();if(n.error)throw n.error;if(n.done)return}}();return i.throw=async e=>(n.done||(n.done=!0,n.error=e,n.resolve()),{done:!0,value:void 0}),i.return=async()=>(r(),{done:!0,value:void 0}),i},async dispose(){if(E=!0,x){let[e]=await x;e.close(1e3,`Normal Closure`)}},terminate(){x&&y.emit(`closed`,new Vi)}}}var Vi=class extends Error{name=`TerminatedCloseEvent`;message=`4499: Terminated`;code=4499;reason=`Terminated`;wasClean=!1};function Hi(e){return Pi(e)&&`code`in e&&`reason`in e}function Ui(e){return![1e3,1001,1006,1005,1012,1013,1014].includes(e)&&e>=1e3&&e<=1999}function Wi(e){return typeof e==`function`&&`constructor`in e&&`CLOSED`in e&&`CLOSING`in e&&`CONNECTING`in e&&`OPEN`in e}var Gi=1e4,Ki=5e3,qi=new Set([4401,4403]);function Ji(){let e,t=Bi({url:`${location.protocol===`https:`?`wss`:`ws`}://${location.host}/graphql`,connectionParams:In,retryAttempts:0,keepAlive:Gi,on:{ping:n=>{n||(e=setTimeout(()=>t.terminate(),Ki))},pong:t=>{t&&clearTimeout(e)},closed:()=>clearTimeout(e)}});return t}function Yi(e){return Array.isArray(e)?st(e[0]):e instanceof CloseEvent&&qi.has(e.code)?new F(`INVALID_AUTHORIZATION`,e.reason.replace(/^[A-Z_]+: /,``)):new F(`UNREACHABLE`,`The connection was lost.`)}var Xi=[250,500,1e3,2e3,4e3,8e3,15e3],Zi=15e3,Qi=new Set([`CURSOR_INVALID`,`CURSOR_AHEAD`]),$i=new Set([`FORBIDDEN`,`BAD_REQUEST`,`NOT_FOUND`,`QUERY_TOO_COMPLEX`]),ea=class{#e;#t=Ji();#n={phase:`connecting`,resumed:null,failure:null};#r=null;#i=new Set;#a=0;#o=()=>{};#s;#c=0;#l=0;#u=!1;#d=!1;constructor(e){this.#e=e,addEventListener(`online`,this.reconnectNow),this.#f()}reconnectNow=()=>{this.#n.phase===`lost`&&this.#f()};stop(){this.#a+=1,removeEventListener(`online`,this.reconnectNow),clearTimeout(this.#s),this.#o(),this.#t.dispose()}async#f(){this.#a+=1;let e=this.#a,t=()=>e===this.#a,n=e=>{t()&&this.#g(e)};this.#o(),this.#l=0,this.#u=!0,this.#h();try{this.#r===null&&await this.#p(t)}catch(e){return n(Wn(e))}t()&&(this.#o=this.#t.subscribe({query:xn.toString(),variables:{after:this.#r,filter:this.#e.filter}},{next:({data:e,errors:r})=>{t()&&(e?.deliveryFeed?this.#m(e.deliveryFeed):r?.[0]&&n(st(r[0])))},error:e=>n(Yi(e)),complete:()=>n(new F(`UNREACHABLE`,`The server ended the subscription.`))}))}async#p(e){let{filter:t,recent:n,onItem:r}=this.#e,i=(await Fn(yn,{})).deliveryFeedCursor;if(n>0&&this.#i.size===0){let{deliveryFeed:i}=await Fn(bn,{last:n,filter:t});if(!e())return;this.#i=new Set(i.nodes.map(e=>e.cursor));for(let e of i.nodes)e.__typename!==`FeedCheckpoint`&&r(e)}e()&&(this.#r=i)}#m(e){if(this.#r=e.cursor,this.#c=0,e.__typename!==`FeedCheckpoint`){if(this.#u&&this.#h(),this.#i.has(e.cursor))return;this.#u&&(this.#l+=1),this.#e.onItem(e);return}if(!this.#u)return;this.#u=!1,clearTimeout(this.#s);let t={at:new Date().toISOString(),caughtUp:this.#l,isGap:this.#d};this.#d=!1,this.#_({phase:`live`,failure:null,resumed:this.#n.phase===`lost`?t:this.#n.resumed})}#h(){clearTimeout(this.#s),this.#s=setTimeout(()=>this.#g(new F(`UNREACHABLE`,`The server does not answer.`)),Zi)}#g(e){if(this.#a+=1,clearTimeout(this.#s),e.isOfCredential){Pn(e);return}if($i.has(e.code)){this.#_({phase:`failed`,failure:e});return}Qi.has(e.code)&&(this.#r=null,this.#d=!0),this.#_({phase:`lost`,failure:e});let t=Xi[Math.min(this.#c,Xi.length-1)];this.#c+=1,this.#s=setTimeout(this.reconnectNow,t*(.75+Math.random()/2))}#_(e){this.#n={...this.#n,...e},this.#e.onState(this.#n)}},ta={phase:`connecting`,resumed:null,failure:null};function na(e,t,n=0){let[r,i]=j(ta),a=N(t);a.current=t;let o=N(null),s=JSON.stringify(e);return M(()=>{if(s===`null`)return;i(ta);let e=new ea({recent:n,filter:JSON.parse(s),onItem:e=>a.current(e),onState:i});return o.current=e,()=>e.stop()},[s]),{state:r,reconnectNow:()=>o.current?.reconnectNow()}}function ra(e,t){let n=na(e,t),r=n.state.phase===`live`;return M(()=>{r&&t()},[r]),n}function ia(e,t){let n=N(void 0),r=N(t);return r.current=t,M(()=>()=>clearTimeout(n.current),[]),()=>{n.current??=setTimeout(()=>{n.current=void 0,r.current()},e)}}var aa=200;function oa({id:e}){let t=z(`DELIVERIES_READ`),{data:n,failure:r,reload:i}=Bn(Kt,t?{id:e}:null),a=ia(aa,()=>void i()),{state:o,reconnectNow:s}=ra(t?{deliveryId:e}:null,a),c=n?.delivery;return c?B(J,{title:`${c.event.type} delivery`,heading:B(C,{children:[B(`span`,{class:`url`,children:c.event.type}),` `,B(Dr,{status:c.status})]}),actions:B(sa,{delivery:c,onChanged:i}),children:[B(`p`,{class:`under`,children:[B(Gr,{id:c.id}),B(Ni,{state:o,onRetry:s})]}),r&&B(G,{failure:r,onRetry:()=>void i()}),B(la,{delivery:c}),B(bi,{title:`Attempts (${W(c.attemptCount)})`,children:B(ki,{delivery:c})}),B(ua,{delivery:c})]},e):B(J,{title:`Delivery`,children:t?r?B(G,{failure:r,onRetry:()=>void i()}):n?B(K,{title:`No such delivery`,children:B(`p`,{children:[B(`code`,{children:e}),` is not a delivery that this key may see.`,` `,B(`a`,{href:U.deliveries,children:`All deliveries`})]})}):B(Xr,{rows:8}):B(Zr,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function sa({delivery:e,onChanged:t}){let{busy:n,failure:r,start:i}=wi(),{id:a,status:o}=e,s=o===`PENDING`||o===`RETRYING`;return B(C,{children:[B(X,{scope:`DELIVERIES_WRITE`,icon:`retry`,kind:`primary`,busy:n,forbidden:ca(e),onAct:()=>void i(async()=>{await Y(Jt,{id:a}),Br(`An attempt is on its way.`),await t()}),children:`Retry now`}),s&&B(X,{scope:`DELIVERIES_WRITE`,kind:`danger`,busy:n,onAct:()=>void i(async()=>{await Y(Yt,{id:a}),Br(`Canceled.`),await t()}),children:`Cancel`}),r&&B(G,{failure:r})]})}function ca({endpoint:e,payloadPurgedAt:t}){return e?e.status===`ACTIVE`?t?`Its payload is no longer kept.`:null:`Its endpoint is ${e.status.toLowerCase()}.`:`Its endpoint was deleted.`}function la({delivery:e}){let{endpoint:t,event:n,endReason:r}=e;return B(xi,{facts:[[`Endpoint`,t?B(`a`,{href:U.endpoint(t.id),children:t.name??t.url}):`deleted`],[`Event`,B(C,{children:[B(`a`,{class:`mono`,href:U.event(n.id),children:n.id}),e.isTest&&B(`span`,{class:`tag`,children:`test`})]})],[`Ended because`,r&&(Cr[r]??r)],[`Next attempt`,e.nextAttemptAt&&B(q,{at:e.nextAttemptAt,isDue:!0})],[`Created`,B(q,{at:e.createdAt})],[`Ended`,e.completedAt&&B(q,{at:e.completedAt})],[`Payload`,e.payloadPurgedAt?B(C,{children:[`purged `,B(q,{at:e.payloadPurgedAt})]}):e.payloadExpiresAt&&B(C,{children:[`kept, purged `,B(q,{at:e.payloadExpiresAt,isDue:!0})]})],[`Organization`,e.organization.name]]})}function ua({delivery:{requestBody:e,payloadPurgedAt:t}}){return B(bi,{title:`Request body`,tools:e!==null&&B(Wr,{text:e,label:`Copy the body`}),children:e===null?B(`p`,{class:`quiet`,children:t?`The payload is no longer kept.`:`Payloads need the scope EVENTS_READ, which this key lacks.`}):B(Lr,{label:`Request body`,children:Di(e)})})}function da({title:e,busy:t=!1,onClose:n,children:r}){let i=Re(),a=N(null);return Pe(()=>{let e=a.current;return e?.showModal(),()=>e?.close()},[]),B(`dialog`,{ref:a,"aria-labelledby":i,onKeyDown:e=>{t&&e.key===`Escape`&&e.preventDefault()},onCancel:e=>{e.preventDefault(),t||n()},children:[B(`h2`,{id:i,children:e}),r]})}function fa({title:e,submit:t,danger:n=!1,busy:r,failure:i,onSubmit:a,onClose:o,children:s}){return B(da,{title:e,busy:r,onClose:o,children:B(`form`,{onSubmit:e=>{e.preventDefault(),r||a()},children:[s,i&&B(G,{failure:i}),B(`div`,{class:`buttons`,children:[B(`button`,{type:`button`,"aria-disabled":r,onClick:()=>!r&&o(),children:`Cancel`}),B(`button`,{type:`submit`,class:n?`danger`:`primary`,"aria-disabled":r,children:r?`Working…`:t})]})]})})}function pa({title:e,secret:t,publicKey:n,note:r,onClose:i}){return B(da,{title:e,onClose:i,children:[t?B(C,{children:[B(`p`,{children:[`Its receiver verifies signatures with this secret. `,B(`strong`,{children:`It is shown this once.`})]}),B(Yr,{text:t,name:`secret`})]}):B(C,{children:[B(`p`,{children:`Its receiver verifies signatures with this public key, which stays on the endpoint’s page.`}),B(Yr,{text:n??``,name:`public key`})]}),r&&B(`p`,{children:r}),B(`div`,{class:`buttons`,children:B(`button`,{type:`button`,class:`primary`,onClick:i,children:`Done`})})]})}function ma({title:e,submit:t,text:n,onConfirm:r,onClose:i}){let{busy:a,failure:o,start:s}=wi();return B(fa,{title:e,submit:t,danger:!0,busy:a,failure:o,onSubmit:()=>void s(r),onClose:i,children:B(`p`,{children:n})})}function ha({endpoint:e,onClose:t,onSent:n}){let[r,i]=j(``),a=_i(),{busy:o,failure:s,start:c}=wi();return B(fa,{title:`Send a test`,submit:`Send test`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let{delivery:t}=await Y(ln,{id:e.id,...r&&{input:{eventType:r}}});n(t.id)}),children:[B(`p`,{children:`One attempt, signed like any other, with a sample as its payload. It is not counted.`}),B(qn,{label:`Event type`,name:`eventType`,issues:s?.issues??[],value:r,onInput:i,options:[{value:``,label:`One that it receives`},...a]})]})}function ga({endpoint:e,onClose:t}){let[n,r]=j(`24`),[i,a]=j(null),{busy:o,failure:s,start:c}=wi();return i?B(pa,{title:`The new secret signs now`,...i,note:`The older one signs too until ${ci(i.until)}.`,onClose:t}):B(fa,{title:`Rotate the secret`,submit:`Rotate`,busy:o,failure:s,onClose:t,onSubmit:()=>void c(async()=>{let t=await Y(cn,{id:e.id,input:{graceHours:Number(n)}});a({secret:t.secret,publicKey:t.endpoint.secrets[0]?.publicKey??null,until:t.previousSecretExpiresAt})}),children:[B(`p`,{children:`A new secret signs from now on. For a while the older one signs too, so that the receiver can change over.`}),B(V,{label:`Both sign for, hours`,type:`number`,name:`graceHours`,issues:s?.issues??[],value:n,onInput:r,hint:`0 to 168; 0 ends the older one now`})]})}var _a=[{value:`V1`,label:`HMAC-SHA256 (v1), one shared secret`},{value:`V1A`,label:`Ed25519 (v1a), a public key for the receiver`}],va=e=>e.split(/[\n,]/).map(e=>e.trim()).filter(e=>e!==``),ya=e=>e.trim()===``?null:Number(e);function ba({endpoint:e,onClose:t,onDone:n}){let[r]=j(()=>Sa(e)),[i,a]=j(r),[o,s]=j(null),{busy:c,failure:l,start:u}=wi(),d=l?.issues??[],f=e=>({name:e,issues:d,value:i[e],onInput:t=>a(n=>({...n,[e]:t}))});async function p(){let t=Ca(i);e?await u(async()=>{await Y(tn,{id:e.id,input:wa(t,Ca(r))})})&&n(e.id):await u(async()=>{let e=await Y(en,{input:{...Ta(t),url:i.url.trim(),signingVersion:i.signingVersion,...i.organizationId&&{organizationId:i.organizationId}}}),{id:n,secrets:r}=e.endpoint;s({id:n,secret:e.secret,publicKey:r[0]?.publicKey??null})})}return o?B(pa,{title:`The endpoint is made`,...o,onClose:()=>n(o.id)}):B(fa,{title:e?`Change the endpoint`:`New endpoint`,submit:e?`Save`:`Create endpoint`,busy:c,failure:l,onSubmit:()=>void p(),onClose:t,children:[B(V,{label:`URL`,type:`url`,placeholder:`https://example.com/hooks`,required:!0,mono:!0,hint:e&&`Another URL is not verified, and its failures are counted anew.`,...f(`url`)}),B(V,{label:`Name`,...f(`name`)}),B(V,{label:`Event patterns`,lines:3,mono:!0,hint:`One a line, like invoice.* or *.paid. None: every event.`,...f(`eventPatterns`)}),!e&&z(`ADMIN`)&&B(Qn,{...f(`organizationId`)}),!e&&B(qn,{label:`Signature`,options:_a,...f(`signingVersion`)}),B(xa,{isOfEndpoint:e!==void 0,field:f})]})}function xa({isOfEndpoint:e,field:t}){let n={type:`number`,required:e};return B(`details`,{open:e,children:[B(`summary`,{children:`Delivery`}),B(V,{label:`Description`,...t(`description`)}),B(`div`,{class:`pair`,children:[B(V,{label:`Timeout, seconds`,hint:`3 to 60`,...n,...t(`timeoutSeconds`)}),B(V,{label:`Retries`,hint:`1 to 7`,...n,...t(`maxRetries`)}),B(V,{label:`At once`,hint:`requests in flight, 1 to 100`,...n,...t(`maxConcurrency`)}),B(V,{label:`Per second`,type:`number`,hint:`empty: no limit`,...t(`rateLimitPerSecond`)})]}),B(V,{label:`Keep payloads of failed deliveries, hours`,hint:`0 to 720; so long they can be retried`,...n,...t(`undeliveredPayloadRetentionHours`)})]})}function Sa(e){return{url:e?.url??``,name:e?.name??``,description:e?.description??``,eventPatterns:e?.eventPatterns.join(`
`)??``,timeoutSeconds:String(e?.timeoutSeconds??10),maxRetries:String(e?.maxRetries??7),maxConcurrency:String(e?.maxConcurrency??10),rateLimitPerSecond:String(e?.rateLimitPerSecond??``),undeliveredPayloadRetentionHours:String(e?.undeliveredPayloadRetentionHours??72),signingVersion:`V1`,organizationId:An.value??``}}function Ca(e){return{url:e.url.trim(),name:e.name.trim()||null,description:e.description.trim()||null,eventPatterns:va(e.eventPatterns),timeoutSeconds:ya(e.timeoutSeconds),maxRetries:ya(e.maxRetries),maxConcurrency:ya(e.maxConcurrency),rateLimitPerSecond:ya(e.rateLimitPerSecond),undeliveredPayloadRetentionHours:ya(e.undeliveredPayloadRetentionHours)}}function wa(e,t){let n=Object.keys(e).filter(n=>JSON.stringify(e[n])!==JSON.stringify(t[n]));return Object.fromEntries(n.map(t=>[t,e[t]]))}function Ta(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e!==null))}function Ea(e){let[t,n]=j(null),{busy:r,failure:i,start:a}=wi(),{id:o,status:s}=e.endpoint,{text:c,icon:l,change:u,done:d}=Da[s],f=e=>()=>n(e);return B(C,{children:[B(X,{scope:`ENDPOINTS_WRITE`,icon:`flask`,kind:`primary`,onAct:f(`test`),children:`Send test`}),B(X,{scope:`ENDPOINTS_WRITE`,icon:l,busy:r,onAct:()=>void a(async()=>{await u(o),await e.onChanged(),Br(d)}),children:c}),B(X,{scope:`ENDPOINTS_WRITE`,onAct:f(`edit`),children:`Edit`}),B(X,{scope:`ENDPOINTS_WRITE`,onAct:f(`rotate`),children:`Rotate secret`}),s!==`DISABLED`&&B(X,{scope:`ENDPOINTS_WRITE`,onAct:f(`disable`),children:`Disable`}),B(X,{scope:`ENDPOINTS_WRITE`,kind:`danger`,onAct:f(`delete`),children:`Delete`}),i&&B(G,{failure:i}),t&&B(Oa,{...e,opened:t,onClose:()=>n(null)})]})}var Da={ACTIVE:{text:`Pause`,icon:`pause`,change:e=>Y(nn,{id:e}),done:`Paused: deliveries wait.`},PAUSED:{text:`Resume`,icon:`play`,change:e=>Y(rn,{id:e}),done:`Resumed: what waited follows.`},DISABLED:{text:`Enable`,icon:`play`,change:e=>Y(on,{id:e}),done:`Enabled: it receives from now on.`}};function Oa({endpoint:e,onChanged:t,opened:n,onClose:r}){let{route:i}=P(),{id:a}=e,o=async e=>{r(),await t(),Br(e)};switch(n){case`edit`:return B(ba,{endpoint:e,onClose:r,onDone:()=>void o(`Saved.`)});case`test`:return B(ha,{endpoint:e,onClose:r,onSent:e=>i(U.delivery(e))});case`rotate`:return B(ga,{endpoint:e,onClose:()=>{r(),t()}});case`disable`:return B(ma,{title:`Disable the endpoint?`,submit:`Disable`,text:`It gets no new deliveries, and those that wait for it are canceled. Pausing lets them wait.`,onClose:r,onConfirm:async()=>{await Y(an,{id:a}),await o(`Disabled.`)}});case`delete`:return B(ma,{title:`Delete the endpoint?`,submit:`Delete for good`,text:`Deliveries that wait for it are canceled, and its secrets are erased. What was delivered stays readable.`,onClose:r,onConfirm:async()=>{await Y(sn,{id:a}),Br(`Deleted.`),i(U.endpoints)}})}}function ka({endpoint:e}){let t=Object.entries(e.metadata);return B(bi,{title:`Settings`,children:B(xi,{facts:[[`Description`,e.description],[`Receives`,B(Aa,{patterns:e.eventPatterns})],[`Timeout`,`${e.timeoutSeconds} s`],[`Retries`,e.maxRetries],[`Requests at once`,e.maxConcurrency],[`Rate`,e.rateLimitPerSecond===null?`no limit`:`${e.rateLimitPerSecond} per second`],[`Failed payloads are kept`,`${e.undeliveredPayloadRetentionHours} h`],[`Headers`,ja(e.headers.map(({name:e,value:t})=>`${e}: ${t??`••••`}`))],[`Labels`,e.labels.length>0&&B(Ma,{labels:e.labels})],[`External id`,e.externalId&&B(`code`,{children:e.externalId})],[`Metadata`,ja(t.map(([e,t])=>`${e}: ${t}`))],[`Signed with`,e.secrets.map(e=>B(Na,{secret:e},e.createdAt))],[`Created`,B(Pa,{endpoint:e})],[`Changed`,B(q,{at:e.updatedAt})]]})})}function Aa({patterns:e}){return e.length===0?B(C,{children:`all events`}):B(`span`,{class:`patterns`,children:e.map(e=>B(`code`,{children:e},e))})}function ja(e){return e.length===0?null:e.map(e=>B(`div`,{children:B(`code`,{children:e})},e))}function Ma({labels:e}){return B(C,{children:e.map(e=>B(`span`,{class:`tag`,children:e},e))})}function Na({secret:{publicKey:e,hint:t,version:n,expiresAt:r}}){return B(`div`,{children:[B(`code`,{children:e??`…${t}`}),` `,B(`span`,{class:`quiet`,children:[n===`V1A`?`Ed25519`:`HMAC-SHA256`,r?`, until ${ci(r)}`:``]})]})}function Pa({endpoint:{createdAt:e,createdBy:t}}){return B(C,{children:[B(q,{at:e}),` `,B(`span`,{class:`quiet`,children:[`by `,t]})]})}var Fa=(e,t)=>e.reduce((e,n)=>e+n[t],0),Ia=e=>`${W(Fa(e,`succeeded`))} succeeded, ${W(Fa(e,`failed`))} failed`;function La({point:{succeeded:e,failed:t},x:n,width:r,bottom:i,scale:a,failedFill:o}){let s=e&&Math.max(1,e*a),c=t&&Math.max(1.5,t*a),l=r>3?Math.min(2,r*.25):0;return B(C,{children:[s>0&&B(`rect`,{class:`good`,x:n,y:i-s,width:r-l,height:s}),c>0&&B(`rect`,{class:`bad`,x:n,y:i-s-c,width:r-l,height:c,...o&&{fill:o}})]})}var Ra=148,za={left:36,bottom:18,top:8},Ba=Ra-za.bottom,Va=new Intl.NumberFormat(`en`,{notation:`compact`});function Ha(e){let t=Re(),[n,r]=Ya(),{label:i,points:a,format:o}=e,s=Ja(Math.max(1,...a.map(({succeeded:e,failed:t})=>e+t))),c=(Ba-za.top)/s,l=(n-za.left)/Math.max(1,a.length);return B(`figure`,{class:`chart`,children:[B(`div`,{ref:r,children:B(`svg`,{role:`img`,"aria-labelledby":`${t}-title ${t}-text`,width:n,height:Ra,viewBox:`0 0 ${n} ${Ra}`,children:[B(`title`,{id:`${t}-title`,children:i}),B(`desc`,{id:`${t}-text`,children:Ia(a)}),B(Ua,{id:`${t}-hatch`}),B(Wa,{peak:s,scale:c,width:n}),a.map((e,n)=>B(`g`,{children:[B(`title`,{children:`${o(e.start)}: ${Ia([e])}`}),B(`rect`,{class:`hit`,x:za.left+n*l,y:za.top,width:l,height:Ba-za.top}),B(La,{point:e,x:za.left+n*l,width:l,bottom:Ba,scale:c,failedFill:`url(#${t}-hatch)`})]},e.start)),B(Ga,{...e,step:l,width:n})]})}),B(`figcaption`,{children:[B(`span`,{class:`key good`}),` succeeded `,B(`span`,{class:`key bad`}),` failed`]}),B(Ka,{...e})]})}function Ua({id:e}){return B(`defs`,{children:B(`pattern`,{id:e,width:`4`,height:`4`,patternUnits:`userSpaceOnUse`,patternTransform:`rotate(45)`,children:[B(`rect`,{class:`bad`,width:`4`,height:`4`}),B(`line`,{class:`hatch`,x1:`0`,y1:`0`,x2:`0`,y2:`4`})]})})}function Wa({peak:e,scale:t,width:n}){return B(C,{children:[...new Set([0,Math.round(e/2),e])].map(e=>{let r=Ba-e*t;return B(`g`,{children:[B(`line`,{class:e===0?`base`:`grid`,x1:za.left,x2:n,y1:r,y2:r}),B(`text`,{x:za.left-6,y:r+4,"text-anchor":`end`,children:Va.format(e)})]},e)})})}function Ga({points:e,format:t,step:n,width:r}){return B(C,{children:qa(e).map(({index:i,anchor:a})=>B(`text`,{x:a===`end`?r:za.left+i*n,y:144,"text-anchor":a,children:t(e[i].start)},i))})}function Ka({points:e,format:t}){return B(`details`,{children:[B(`summary`,{children:`As a table`}),B(`table`,{class:`plain`,children:[B(`thead`,{children:B(`tr`,{children:[B(`th`,{scope:`col`,children:`From`}),B(`th`,{scope:`col`,children:`Succeeded`}),B(`th`,{scope:`col`,children:`Failed`})]})}),B(`tbody`,{children:e.filter(({succeeded:e,failed:t})=>e+t>0).map(e=>B(`tr`,{children:[B(`th`,{scope:`row`,children:t(e.start)}),B(`td`,{children:W(e.succeeded)}),B(`td`,{children:W(e.failed)})]},e.start))})]})]})}function qa(e){return e.length<3?e.map((e,t)=>({index:t,anchor:`start`})):[{index:0,anchor:`start`},{index:Math.floor(e.length/2),anchor:`middle`},{index:e.length-1,anchor:`end`}]}function Ja(e){let t=10**Math.floor(Math.log10(e));return([1,2,4,10].find(n=>n*t>=e)??10)*t}function Ya(){let e=N(null),[t,n]=j(640);return Pe(()=>{let t=e.current;if(!t)return;let r=new ResizeObserver(()=>n(Math.max(200,t.clientWidth)));return r.observe(t),()=>r.disconnect()},[]),[t,e]}var Xa=6e4,Za=60*Xa,Qa={hour:`2-digit`,minute:`2-digit`},$a={day:`numeric`,month:`short`},eo=[{text:`1 h`,ms:Za,bucket:`MINUTE`,format:Qa},{text:`24 h`,ms:24*Za,bucket:`HOUR`,format:Qa},{text:`7 d`,ms:168*Za,bucket:`HOUR`,format:{...$a,...Qa}},{text:`30 d`,ms:720*Za,bucket:`DAY`,format:$a}],to=e=>Math.ceil((e+1)/Xa)*Xa;function no({id:e,changes:t}){let[n,r]=j(eo[1]),[i,a]=j(()=>to(Date.now())),{data:o,failure:s,reload:c}=Bn($t,{id:e,bucket:n.bucket,since:new Date(i-n.ms).toISOString(),until:new Date(i).toISOString()});M(()=>{t!==0&&(to(Date.now())===i?c():a(to(Date.now())))},[t]);let[l,u]=j(null);M(()=>{o&&u(o)},[o]);let d=(o??l)?.endpoint?.stats,f=new Intl.DateTimeFormat(`en-GB`,n.format);return B(bi,{title:`Statistics`,tools:B(`fieldset`,{class:`segments`,children:[B(`legend`,{class:`hidden`,children:`Window`}),eo.map(e=>B(`button`,{type:`button`,"aria-pressed":e===n,onClick:()=>{u(null),a(to(Date.now())),r(e)},children:e.text},e.text))]}),children:[s&&B(G,{failure:s,onRetry:()=>void c()}),d?B(C,{children:[B(ro,{stats:d}),B(Ha,{label:`Attempts of the last ${n.text}`,points:d.series,format:e=>f.format(new Date(e))})]}):!s&&B(Xr,{rows:4})]})}function ro({stats:e}){return B(`dl`,{class:`tiles`,children:[[`Deliveries`,W(e.total),``],[`Success`,Ir(e.successRate),``],[`Succeeded`,W(e.succeeded),``],[`Failed`,W(e.failed),e.failed>0?`bad-text`:``],[`Waiting`,W(e.pending),``],[`Canceled`,W(e.canceled),``],[`Attempts`,W(e.attempts),``],[`p50`,Pr(e.durationMsP50),``],[`p95`,Pr(e.durationMsP95),``],[`p99`,Pr(e.durationMsP99),``]].map(([e,t,n])=>B(`div`,{children:[B(`dt`,{children:e}),B(`dd`,{class:n,children:t})]},e))})}var io=1500;function ao({id:e}){let t=z(`ENDPOINTS_READ`),{data:n,failure:r,reload:i}=Bn(Qt,t?{id:e}:null),[a,o]=j(0),s=ia(io,()=>{o(e=>e+1),i()});ra(t&&z(`DELIVERIES_READ`)?{endpointId:e}:null,s);let c=n?.endpoint;return t?c?B(J,{title:c.name??c.url,heading:B(C,{children:[B(`span`,{class:`url`,children:c.name??c.url}),` `,B(Or,{status:c.status})]}),actions:B(Ea,{endpoint:c,onChanged:i}),children:[B(`p`,{class:`under`,children:[c.name&&B(`span`,{class:`mono url`,children:c.url}),B(Gr,{id:c.id}),B(`span`,{class:`quiet`,children:c.organization.name})]}),r&&B(G,{failure:r,onRetry:()=>void i()}),B(so,{endpoint:c}),z(`DELIVERIES_READ`)?B(C,{children:[B(no,{id:e,changes:a}),B(co,{id:e,changes:a})]}):B(Zr,{scope:`DELIVERIES_READ`,what:`its deliveries`}),B(ka,{endpoint:c})]},e):B(J,{title:`Endpoint`,children:r?B(G,{failure:r,onRetry:()=>void i()}):n?B(oo,{id:e}):B(Xr,{rows:8})}):B(J,{title:`Endpoint`,children:B(Zr,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function oo({id:e}){return B(K,{title:`No such endpoint`,children:B(`p`,{children:[B(`code`,{children:e}),` is not an endpoint that this key may see, or it was deleted.`,` `,B(`a`,{href:U.endpoints,children:`All endpoints`})]})})}function so({endpoint:e}){let{failingSince:t,consecutiveFailures:n,disabledAt:r,disabledReason:i,pausedAt:a,lastError:o}=e;return B(xi,{facts:[[`Health`,t?B(`span`,{class:`bad-text`,children:[W(n),` `,n===1?`failure`:`failures`,` in a row, since `,B(q,{at:t})]}):`no failures`],[`Last error`,o],[`Last delivery`,B(q,{at:e.lastDeliveryAt,none:`never`})],[`Last test that succeeded`,B(q,{at:e.lastVerifiedAt,none:`never`})],[`Paused`,a&&B(q,{at:a})],[`Disabled`,r&&B(C,{children:[B(q,{at:r}),i&&`, ${wr[i]??i}`]})]]})}function co({id:e,changes:t}){let{query:n,path:r,route:i}=P(),a=n.status,o=Un(Gt,{filter:{endpointId:e,...a&&{status:[a]}}},({deliveries:e})=>e,{changes:t,pageSize:10});return B(bi,{title:`Deliveries`,tools:B(hi,{label:`Status of deliveries`,any:`Any status`,value:a,options:jr,onChoose:e=>i(tr(r,{...n,status:e}),!0)}),children:B(pi,{pages:o,ofOneEndpoint:!0,empty:B(K,{title:a?`No delivery is like this`:`No deliveries yet`,children:B(`p`,{children:`An event that matches its patterns makes one. “Send test” makes one now.`})})})})}var lo={width:96,height:24};function uo({points:e,span:t}){let n=Math.max(1,...e.map(({succeeded:e,failed:t})=>e+t)),r=lo.width/Math.max(1,e.length),i=(lo.height-2)/n;return B(`svg`,{class:`sparkline`,role:`img`,"aria-label":`Attempts in the last ${t}: ${Ia(e)}`,width:lo.width,height:lo.height,viewBox:`0 0 ${lo.width} ${lo.height}`,children:[B(`line`,{class:`base`,x1:0,x2:lo.width,y1:lo.height-.5,y2:lo.height-.5}),e.map((e,t)=>B(La,{point:e,x:t*r,width:r,bottom:lo.height-1,scale:i},e.start))]})}var fo=new Set([`Last 24 h`,`Succeeded`]);function po(e){let t=e.reduce((e,t)=>e+t.succeeded,0),n=e.reduce((e,t)=>e+t.failed,0);return t+n===0?null:t/(t+n)}var mo=[{head:`Endpoint`,kind:`main`,cell:e=>B(C,{children:[B(`a`,{class:`strong clamp`,href:U.endpoint(e.id),title:e.name?void 0:e.url,children:e.name??e.url}),e.name&&B(`div`,{class:`quiet clamp`,title:e.url,children:e.url}),z(`ADMIN`)&&An.value===null&&B(`div`,{class:`quiet`,children:e.organization.name})]})},{head:`Status`,cell:e=>B(C,{children:[B(Or,{status:e.status}),e.disabledReason&&B(`div`,{class:`quiet`,children:wr[e.disabledReason]??e.disabledReason})]})},{head:`Receives`,cell:({eventPatterns:e})=>B(go,{patterns:e})},{head:`Last 24 h`,cell:({stats:e})=>e&&B(uo,{points:e.series,span:`24 hours`})},{head:`Succeeded`,kind:`number`,cell:({stats:e})=>e&&Ir(po(e.series))},{head:`Health`,kind:`wide`,cell:e=>B(_o,{row:e})},{head:`Last delivery`,cell:({lastDeliveryAt:e})=>B(q,{at:e,none:`never`})}],ho=2;function go({patterns:e}){if(e.length===0)return B(`span`,{children:`all events`});let t=e.length-ho;return B(`span`,{class:`patterns`,title:e.join(`
`),children:[e.slice(0,ho).map(e=>B(`code`,{children:e},e)),t>0&&B(`span`,{class:`quiet`,children:[`+`,t]})]})}function _o({row:e}){return e.failingSince?B(C,{children:[B(`span`,{class:`bad-text`,children:[W(e.consecutiveFailures),` `,e.consecutiveFailures===1?`failure`:`failures`,` since`,` `,B(q,{at:e.failingSince})]}),e.lastError&&B(`div`,{class:`quiet clamp`,children:e.lastError})]}):B(`span`,{class:`quiet`,children:e.lastDeliveryAt?`no failures`:`–`})}var vo=mo.filter(({head:e})=>!fo.has(e)),yo=250;function bo(e,t){let[n,r]=j(e),i=N(e);return M(()=>{if(n===i.current)return;let e=setTimeout(()=>{i.current=n,t(n)},yo);return()=>clearTimeout(e)},[n]),M(()=>{e!==i.current&&(i.current=e,r(e))},[e]),[n,r]}var xo=15e3;function So(){return z(`ENDPOINTS_READ`)?B(Co,{}):B(J,{title:`Endpoints`,children:B(Zr,{scope:`ENDPOINTS_READ`,what:`endpoints`})})}function Co(){let{query:e,route:t}=P(),[n,r]=j(!1),i=z(`DELIVERIES_READ`),{status:a,search:o}=e,s=Un(Xt,{withStats:i,filter:{...jn(),...a&&{status:[a]},...o&&{search:o}}},({endpoints:e})=>e);return M(()=>{let e=setInterval(()=>document.visibilityState===`visible`&&void s.reload(),xo);return()=>clearInterval(e)}),B(J,{title:`Endpoints`,heading:B(C,{children:[`Endpoints `,s.totalCount!==null&&B(`span`,{class:`count`,children:W(s.totalCount)})]}),actions:B(X,{scope:`ENDPOINTS_WRITE`,icon:`plus`,kind:`primary`,onAct:()=>r(!0),children:`New endpoint`}),children:[B(wo,{}),B($r,{label:`Endpoints`,pages:s,columns:i?mo:vo,empty:B(To,{isFiltered:!!(a||o)})}),n&&B(ba,{onClose:()=>r(!1),onDone:e=>{r(!1),t(U.endpoint(e))}})]})}function wo(){let{query:e,path:t,route:n}=P(),[r,i]=bo(e.search??``,r=>n(tr(t,{...e,search:r}),!0));return B(`div`,{class:`filters`,children:[B(`input`,{type:`search`,"aria-label":`Search in name, URL and description`,placeholder:`Name, URL or description`,value:r,onInput:e=>i(e.currentTarget.value)}),B(hi,{label:`Status`,any:`Any status`,value:e.status,options:Mr,onChoose:r=>n(tr(t,{...e,status:r}),!0)})]})}function To({isFiltered:e}){return e?B(K,{title:`No endpoint is like this`,children:B(`p`,{children:B(`a`,{href:U.endpoints,children:`Show all endpoints`})})}):B(K,{title:`No endpoints yet`,example:_r,children:B(`p`,{children:`An endpoint is a URL that receives the events which match its patterns. Make one here, or by the API:`})})}var Eo=500;function Do({id:e}){let t=z(`EVENTS_READ`),n=z(`DELIVERIES_READ`),{data:r,failure:i,reload:a}=Bn(un,t?{id:e,withDeliveries:n}:null),o=r?.event,s=ia(Eo,()=>void a()),{state:c,reconnectNow:l}=ra(o&&n?{eventType:o.type,organizationId:o.organization.id}:null,t=>{(t?.__typename!==`AttemptRecorded`||t.eventId===e)&&s()});return o?B(J,{title:`${o.type} event`,heading:B(`span`,{class:`url`,children:o.type}),children:[B(`p`,{class:`under`,children:[B(Gr,{id:o.id}),o.isTest&&B(`span`,{class:`tag`,children:`test`}),n&&B(Ni,{state:c,onRetry:l})]}),i&&B(G,{failure:i,onRetry:()=>void a()}),B(xi,{facts:[[`Type`,B(`a`,{href:U.eventType(o.type),children:o.type})],[`Accepted`,B(q,{at:o.createdAt})],[`Occurred`,B(q,{at:o.occurredAt})],[`Idempotency key`,o.idempotencyKey&&B(`code`,{children:o.idempotencyKey})],[`Organization`,o.organization.name],[`Payload purged`,o.payloadPurgedAt&&B(q,{at:o.payloadPurgedAt})]]}),B(bi,{title:`Deliveries`,children:[o.deliveries?o.deliveries.nodes.length===0?B(`p`,{class:`quiet`,children:`No endpoint wanted it.`}):B(mi,{rows:o.deliveries.nodes}):B(`p`,{class:`quiet`,children:`They need the scope DELIVERIES_READ, which this key lacks.`}),o.deliveries?.pageInfo.hasNextPage&&B(`p`,{class:`quiet`,children:`The newest hundred are shown.`})]}),B(bi,{title:`Payload`,tools:o.payloadText!==null&&B(Wr,{text:o.payloadText,label:`Copy the payload`}),children:o.payloadText===null?B(`p`,{class:`quiet`,children:`It is no longer kept.`}):B(Lr,{label:`Payload`,children:Di(o.payloadText)})})]},e):B(J,{title:`Event`,children:t?i?B(G,{failure:i,onRetry:()=>void a()}):r?B(K,{title:`No such event`,children:B(`p`,{children:[B(`code`,{children:e}),` is not an event that this key may see.`]})}):B(Xr,{rows:8}):B(Zr,{scope:`EVENTS_READ`,what:`events`})})}function Oo({name:e}){let{data:t,failure:n,reload:r}=Bn(mn,{name:e}),i=t?.eventType;return i?B(J,{title:i.name,heading:B(C,{children:[B(`span`,{class:`mono url`,children:i.name}),` `,i.archivedAt&&B(`span`,{class:`tag`,children:`archived`})]}),actions:B(Ao,{type:i,onChanged:r}),children:[i.description&&B(`p`,{children:i.description}),B(xi,{facts:[[`Created`,B(q,{at:i.createdAt})],[`Changed`,B(q,{at:i.updatedAt})],[`Archived`,i.archivedAt&&B(q,{at:i.archivedAt})],[`Seen`,z(`DELIVERIES_READ`)&&B(C,{children:[B(`a`,{href:tr(U.deliveries,{type:i.name}),children:`its deliveries`}),`,`,` `,B(`a`,{href:tr(U.live,{type:i.name}),children:`live`})]})]]}),B(ko,{title:`Example`,value:i.example,none:`It has none.`}),B(ko,{title:`JSON Schema`,value:i.payloadSchema,none:`It has none: any payload is taken.`})]}):B(J,{title:`Event type`,children:n?B(G,{failure:n,onRetry:()=>void r()}):t?B(K,{title:`No such event type`,children:B(`p`,{children:[B(`code`,{children:e}),` is not in the catalogue. `,B(`a`,{href:U.eventTypes,children:`All event types`})]})}):B(Xr,{})})}function ko({title:e,value:t,none:n}){let r=t==null?null:JSON.stringify(t,null,2);return B(bi,{title:e,tools:r&&B(Wr,{text:r,label:`Copy`}),children:r?B(Lr,{label:e,children:r}):B(`p`,{class:`quiet`,children:n})})}function Ao({type:e,onChanged:t}){let[n,r]=j(!1),{busy:i,failure:a,start:o}=wi(),{name:s}=e;return B(C,{children:[B(X,{scope:`EVENTS_PUBLISH`,kind:`primary`,forbidden:e.archivedAt?`It is archived.`:s.startsWith(`hookline.`)?`Hookline itself publishes it.`:null,onAct:()=>r(!0),children:`Publish one`}),e.archivedAt?B(X,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Y(_n,{name:s}),await t(),Br(`Restored: it can be published again.`)}),children:`Restore`}):B(X,{scope:`ADMIN`,busy:i,onAct:()=>void o(async()=>{await Y(gn,{name:s}),await t(),Br(`Archived: it can no longer be published.`)}),children:`Archive`}),a&&B(G,{failure:a}),n&&B(jo,{type:e,onClose:()=>r(!1)})]})}function jo({type:e,onClose:t}){let{route:n}=P(),[r,i]=j(()=>JSON.stringify(e.example??{},null,2)),[a,o]=j(``),[s,c]=j(An.value??``),{busy:l,failure:u,start:d}=wi(),f=u?.issues??[];return B(fa,{title:`Publish ${e.name}`,submit:`Publish`,busy:l,failure:u,onClose:t,onSubmit:()=>void d(async()=>{let{event:i,duplicate:o}=await Y(vn,{input:{type:e.name,payloadText:r,...a&&{idempotencyKey:a},...s&&{organizationId:s}}});Br(o?`It was published before: this is the first one.`:`Published: ${i.id}`),z(`EVENTS_READ`)?n(U.event(i.id)):z(`DELIVERIES_READ`)?n(tr(U.live,{type:e.name})):t()}),children:[B(`p`,{children:`A real event: every endpoint that wants it receives it.`}),B(V,{label:`Payload (JSON)`,lines:8,mono:!0,name:`payloadText`,issues:f,value:r,onInput:i}),z(`ADMIN`)&&B(Qn,{name:`organizationId`,value:s,onInput:c}),B(V,{label:`Idempotency key`,name:`idempotencyKey`,issues:f,value:a,onInput:o,hint:`The same one again within 7 days is the first event.`})]})}var Mo=[{head:`Name`,kind:`main`,cell:({name:e,archivedAt:t})=>B(C,{children:[B(`a`,{class:`strong mono`,href:U.eventType(e),children:e}),t&&B(`span`,{class:`tag`,children:`archived`})]})},{head:`Description`,kind:`wide`,cell:({description:e})=>e?B(`span`,{class:`clamp`,children:e}):B(`span`,{class:`quiet`,children:`–`})},{head:`Schema`,cell:({payloadSchema:e})=>e?`checked`:B(`span`,{class:`quiet`,children:`any payload`})},{head:`Created`,cell:({createdAt:e})=>B(q,{at:e})}];function No(){let{query:e,path:t,route:n}=P(),[r,i]=j(!1),a=e.archived===`true`,o=Un(fn,{includeArchived:a},({eventTypes:e})=>e);return B(J,{title:`Event types`,actions:B(X,{scope:`ADMIN`,icon:`plus`,kind:`primary`,onAct:()=>i(!0),children:`New event type`}),children:[B(`div`,{class:`filters`,children:B(`label`,{class:`check`,children:[B(`input`,{type:`checkbox`,checked:a,onChange:()=>n(tr(t,{archived:a?void 0:`true`}),!0)}),`Archived ones too`]})}),B($r,{label:`Event types`,pages:o,columns:Mo,empty:B(K,{title:`No event types yet`,example:yr,children:B(`p`,{children:`The catalogue says what may be published. Whoever has the scope ADMIN writes it:`})})}),r&&B(Po,{onClose:()=>i(!1),onMade:e=>n(U.eventType(e))})]})}function Po({onClose:e,onMade:t}){let[n,r]=j({name:``,description:``,payloadSchema:``,example:``}),{busy:i,failure:a,start:o}=wi(),s=e=>({name:e,issues:a?.issues??[],value:n[e],onInput:t=>r(n=>({...n,[e]:t}))});return B(fa,{title:`New event type`,submit:`Create event type`,busy:i,failure:a,onClose:e,onSubmit:()=>void o(async()=>{let{eventType:e}=await Y(hn,{input:{name:n.name.trim(),...n.description.trim()&&{description:n.description.trim()},...Fo(`payloadSchema`,n.payloadSchema),...Fo(`example`,n.example)}});t(e.name)}),children:[B(V,{label:`Name`,required:!0,mono:!0,placeholder:`invoice.paid`,...s(`name`)}),B(V,{label:`Description`,...s(`description`)}),B(V,{label:`Example of a payload (JSON)`,lines:4,mono:!0,...s(`example`)}),B(V,{label:`JSON Schema (draft 2020-12)`,lines:4,mono:!0,hint:`None: any payload.`,...s(`payloadSchema`)})]})}function Fo(e,t){if(t.trim()===``)return{};try{return{[e]:JSON.parse(t)}}catch(t){let n=`This is not JSON: ${t.message}`;throw new F(`VALIDATION_FAILED`,`A field is not JSON.`,{issues:[{path:[e],message:n}]})}}function Io(e){return e.__typename===`AttemptRecorded`?e.outcome===`SUCCEEDED`?``:`failing`:`remark`}var Lo=e=>[{head:`Time`,cell:({occurredAt:e})=>B(si,{at:e})},{head:`What`,kind:`main`,cell:e=>B(zo,{item:e})},{head:`Outcome`,cell:e=>e.__typename===`AttemptRecorded`&&B(kr,{outcome:e.outcome})},{head:`Answer`,cell:e=>e.__typename===`AttemptRecorded`&&B(`span`,{class:`nowrap`,children:[e.responseStatus!==null&&B(C,{children:[B(di,{status:e.responseStatus,outcome:e.outcome}),` `]}),B(`span`,{class:`quiet`,children:Pr(e.durationMs)})]})},{head:`Endpoint`,cell:t=>`endpointId`in t&&B(`a`,{class:`clamp`,href:U.endpoint(t.endpointId),children:e(t.endpointId)})},{head:`Delivery then`,cell:e=>`deliveryStatus`in e&&B(C,{children:[B(Dr,{status:e.deliveryStatus}),e.__typename===`AttemptRecorded`&&e.nextAttemptAt&&B(Ro,{at:e.nextAttemptAt})]})}];function Ro({at:e}){return ai(e)?null:B(`span`,{class:`quiet`,children:[` `,`next `,B(q,{at:e,isDue:!0})]})}function zo({item:e}){switch(e.__typename){case`AttemptRecorded`:return B(C,{children:[B(`a`,{class:`strong`,href:U.delivery(e.deliveryId),children:e.eventType}),` `,B(`span`,{class:`quiet`,children:[`attempt `,e.attemptNumber]}),e.isTest&&B(`span`,{class:`tag`,children:`test`})]});case`DeliveryStatusChanged`:return B(C,{children:[B(`a`,{class:`strong`,href:U.delivery(e.deliveryId),children:[`Delivery `,fi(e.deliveryId)]}),` `,B(`span`,{class:`quiet`,children:[`was `,e.previousDeliveryStatus.toLowerCase(),`, changed by hand`]})]});case`EndpointStatusChanged`:return B(C,{children:[B(`span`,{class:`strong`,children:`Endpoint `}),e.endpointStatus?B(Or,{status:e.endpointStatus}):`deleted`,B(`span`,{class:`quiet`,children:[` `,`was `,e.previousStatus.toLowerCase(),e.disabledReason&&`; ${wr[e.disabledReason]??e.disabledReason}`]})]});case`FeedGap`:return B(`span`,{class:`bad-text`,children:[B(H,{name:`warning`}),` A gap: what happened between `,ci(e.missedSince),` and this moment is no longer in the feed. The deliveries still have it.`]});default:return null}}var Bo=200,Vo=100;function Ho(e){let[t,n]=j([]),[r,i]=j(!1),[a,o]=j(0),s=N([]),c=N(0),l=N(!1),u=N(void 0);function d(){if(u.current=void 0,l.current){o(c.current);return}c.current=0;let e=s.current.splice(0).reverse();e.length>0&&n(t=>[...e,...t].slice(0,Bo)),o(0)}return M(()=>(s.current=[],c.current=0,n([]),o(0),()=>{clearTimeout(u.current),u.current=void 0}),[e]),{items:t,waiting:a,isPaused:r,clear:()=>n([]),setPaused(e){l.current=e,i(e),d()},add(e){s.current.length===Bo&&s.current.shift(),s.current.push(e),c.current+=1,u.current??=setTimeout(d,Vo)}}}var Uo=50;function Wo(){return z(`DELIVERIES_READ`)?B(Go,{}):B(J,{title:`Live`,children:B(Zr,{scope:`DELIVERIES_READ`,what:`deliveries`})})}function Go(){let{query:e,path:t,route:n}=P(),r=gi(),i={...jn(),...e.endpoint&&{endpointId:e.endpoint},...e.type&&{eventType:e.type},...e.outcome&&{outcome:e.outcome.split(`,`)}},{items:a,waiting:o,isPaused:s,setPaused:c,clear:l,add:u}=Ho(JSON.stringify(i)),{state:d,reconnectNow:f}=na(i,u,Uo);ar(`p`,()=>c(!s));let p=Object.keys(e).length>0;return B(J,{title:`Live`,heading:`Live attempts`,actions:B(C,{children:[B(`button`,{type:`button`,onClick:()=>c(!s),title:`Key: p`,"aria-keyshortcuts":`p`,children:[B(H,{name:s?`play`:`pause`}),s?`Continue${o>0?` (${W(o)} new)`:``}`:`Pause`]}),B(`button`,{type:`button`,onClick:l,children:`Clear`})]}),children:[B(`div`,{class:`filters`,children:[B(qo,{endpoints:r}),p&&B(`button`,{type:`button`,class:`link`,onClick:()=>n(t,!0),children:`Without filters`}),B(Ni,{state:d,onRetry:f})]}),d.phase===`failed`&&d.failure&&B(G,{failure:d.failure}),a.length===0?B(Jo,{isFiltered:p}):B(Qr,{label:`Live attempts`,columns:Lo(e=>r.find(({value:t})=>t===e)?.label??fi(e)),rows:a,keyOf:({cursor:e})=>e,rowClass:Io,isCompact:!0})]})}var Ko=[{value:Nr.filter(({value:e})=>e!==`SUCCEEDED`).map(({value:e})=>e).join(`,`),label:`Any failure`},...Nr];function qo({endpoints:e}){let{query:t,path:n,route:r}=P(),i=_i(),a=(e,i)=>({options:i,value:t[e],onChoose:i=>r(tr(n,{...t,[e]:i}),!0)});return B(C,{children:[B(hi,{label:`Endpoint`,any:`Any endpoint`,...a(`endpoint`,e)}),B(hi,{label:`Event type`,any:`Any event type`,...a(`type`,i)}),B(hi,{label:`Outcome`,any:`Any outcome`,...a(`outcome`,Ko)})]})}function Jo({isFiltered:e}){let t=`Attempts appear here in the moment they are recorded. Publish an event, or send a test from an endpoint’s page.`;return e?B(K,{title:`Nothing like this yet`,children:B(`p`,{children:t})}):B(K,{title:`Waiting for the next attempt`,example:vr,children:B(`p`,{children:t})})}function Yo(){let[e,t]=j(Ln??``),{busy:n,failure:r,start:i}=wi(),a=N(null),o=r??On.value;return M(()=>{document.title=`Sign in · Hookline`,a.current?.querySelector(`input`)?.focus()},[]),B(`main`,{id:`main`,class:`sign-in`,children:[B(`div`,{class:`sign-in-theme`,children:B(mr,{})}),B(`h1`,{children:[B(er,{size:28}),`Hookline`]}),B(`form`,{ref:a,class:`panel`,onSubmit:t=>{t.preventDefault(),!n&&e.trim()!==``&&i(()=>Mn(e.trim()))},children:[B(V,{label:`API key`,type:`password`,value:e,onInput:t,placeholder:`hk_…`,required:!0,mono:!0,hint:e===Ln?`Filled in is the key of this development server.`:`Or a token (JWT), if this server takes them. It is kept until this tab is closed.`}),o&&B(G,{failure:o}),B(`button`,{type:`submit`,class:`primary`,"aria-disabled":n,children:n?`Signing in…`:`Sign in`})]}),B(`p`,{class:`quiet`,children:`You see what your key may see, through the public API. Where it lacks a scope, the page says which.`})]})}var Xo=/^\/(console(\/|$)|$|\?)/;function Zo(){return B(C,{children:[kn.value?Dn.value?B(Qo,{}):B(ts,{}):B(Yo,{}),B(Vr,{})]})}function Qo(){return B(Qe,{scope:Xo,children:[B(`a`,{class:`skip`,href:`#main`,children:`Skip to the page`}),B(fr,{}),B($o,{})]})}function $o(){let{path:e}=P();return es(e)?B(et,{onRouteChange:()=>scrollTo(0,0),children:[B(at,{path:U.endpoints,component:So}),B(at,{path:`/console`,component:So}),B(at,{path:`/console/endpoints`,component:So}),B(at,{path:U.endpoint(`:id`),component:ao}),B(at,{path:U.live,component:Wo}),B(at,{path:U.deliveries,component:Si}),B(at,{path:U.delivery(`:id`),component:oa}),B(at,{path:U.eventTypes,component:No}),B(at,{path:`/console/event-types/:name`,component:Oo}),B(at,{path:U.event(`:id`),component:Do}),B(at,{default:!0,component:ns})]}):B(ns,{})}function es(e){try{return decodeURIComponent(e)!==``}catch{return!1}}function ts(){let[e,t]=j(null),n=()=>{t(null),Nn().catch(e=>t(Wn(e)))};return M(n,[]),B(`main`,{id:`main`,children:e?B(G,{failure:e,onRetry:n}):B(Xr,{})})}function ns(){return B(J,{title:`Nothing here`,children:B(K,{title:`No page has this address`,children:B(`p`,{children:[`Begin at the `,B(`a`,{href:U.endpoints,children:`endpoints`}),`.`]})})})}_e(B(Zo,{}),document.getElementById(`app`));