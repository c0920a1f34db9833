/** On a narrow screen the menu is one line that is moved sideways: it opens where the person is. */
const menu = document.querySelector(".portal-menu");
const here = menu?.querySelector("[aria-current]");
if (here) menu.scrollLeft += here.getBoundingClientRect().left - menu.getBoundingClientRect().left - (menu.clientWidth - here.offsetWidth) / 2;
