// A worker's timer keeps its pace when the page is in the background; a page's own may be slowed to one beat a minute.
setInterval(() => postMessage("beat"), 3000);
