/** What a page says where a browser made or found no key: it was put off, took too long, or has none for the portal. */

const TEXTS = {
  InvalidStateError: "На этом устройстве ключ для портала уже есть.",
  SecurityError: "Здесь ключи не работают: нужны защищённое соединение и имя сайта.",
  other: "Ключ не сработал: отменили, вышло время или для портала на этом устройстве его нет. Попробуйте ещё раз.",
};

document.addEventListener("allauth.error", (event) => {
  const place = document.querySelector("[data-portal-key-fault]");
  if (!place) return;
  event.preventDefault();
  place.textContent = TEXTS[event.detail.exception?.name] ?? TEXTS.other;
  place.hidden = false;
});
