// Adds to pages that already work. No framework, no requests of its own; every part stands alone.
"use strict";
document.documentElement.classList.add("js");
