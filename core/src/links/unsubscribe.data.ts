/** Each verb with each place behind it, with other words between them: "view this email in your browser". */
function anyOf(verbs: string, places: string): string[] {
  return verbs.split(', ').flatMap((verb) => places.split(', ').map((place) => `${verb} … ${place}`));
}

/**
 * What links say that let a reader unsubscribe, change preferences or see the mail in a browser, lower case, in whole
 * words; `…` stands for some words or none. Source: wording usual in newsletters of the language; no collection of
 * mails stands behind it.
 */
export const footerPhrases: Readonly<Record<string, readonly string[]>> = {
  en: [
    ...['unsubscribe', 'unsubscribing', 'unsubscribed', 'opt out', 'opt-out', 'opting out', 'stop receiving'],
    ...['stop these emails', 'stop getting', 'no longer wish to receive', 'no longer want to receive'],
    ...[
      'manage preferences',
      'manage … preferences',
      'email preferences',
      'manage subscription',
      'manage … subscription',
    ],
    ...['manage … subscriptions', 'update your preferences', 'change your preferences', 'subscription preferences'],
    ...['communication preferences', 'update profile', 'update your profile'],
    ...['view online', 'view it online', 'read it online', 'read this email online', 'view email online'],
    ...['web version', 'view this email', 'view this message', 'view as a web page', 'view as webpage'],
    ...anyOf('view, see, read, open, display', 'in browser, in a browser, in your browser, in the browser'),
  ],
  de: [
    ...['abmelden', 'abbestellen', 'austragen', 'abmeldung', 'abbestellung', 'abo verwalten', 'einstellungen ändern'],
    ...['newsletter-einstellungen', 'e-mail-einstellungen', 'keine e-mails mehr', 'keine weiteren e-mails'],
    ...['keinen newsletter mehr', 'nicht mehr erhalten', 'nicht länger erhalten'],
    ...['online ansehen', 'online-version', 'onlineversion', 'webversion', 'online-ansicht'],
    ...['mail im browser', 'newsletter im browser', 'ansicht im browser', 'browseransicht'],
    ...anyOf(
      'im browser, in ihrem browser, in deinem browser',
      'ansehen, anzeigen, anschauen, betrachten, öffnen, lesen',
    ),
    ...anyOf('sehen, lesen, öffnen', 'im browser, in ihrem browser, in deinem browser'),
  ],
  fr: [
    ...['désabonner', 'désabonnez', 'désabonne', 'désinscrire', 'désinscrivez', 'désinscription', 'désabonnement'],
    ...['ne plus recevoir', 'gérer mes préférences', 'gérer vos préférences', 'mes préférences', 'version en ligne'],
    ...anyOf(
      'voir, afficher, ouvrir, consulter, lire, visualiser, visualisez',
      'dans le navigateur, dans votre navigateur, dans ton navigateur, dans un navigateur',
    ),
  ],
  es: [
    ...['darse de baja', 'darme de baja', 'date de baja', 'dese de baja', 'darte de baja', 'cancelar suscripción'],
    ...['cancelar la suscripción', 'cancelar tu suscripción', 'anular suscripción', 'desuscribir', 'desuscribirse'],
    ...['desuscribirme', 'dejar de recibir', 'gestionar preferencias', 'gestionar … preferencias', 'versión web'],
    ...anyOf('ver, abrir, leer, mira, visualizar', 'en el navegador, en tu navegador, en su navegador'),
  ],
  it: [
    ...['disiscriviti', 'disiscriversi', 'disiscrivermi', 'cancella iscrizione', "cancella l'iscrizione"],
    ...['annulla iscrizione', "annulla l'iscrizione", 'cancellati dalla', 'cancellarti dalla', 'disiscrizione'],
    ...['non ricevere più', 'gestisci preferenze', 'gestisci le preferenze', 'versione web', 'versione online'],
    ...anyOf('visualizza, vedi, apri, leggi, guarda', 'nel browser, nel tuo browser, nel navigatore'),
  ],
  pt: [
    ...['cancelar inscrição', 'cancelar a inscrição', 'cancelar subscrição', 'cancelar a subscrição', 'descadastrar'],
    ...['anular subscrição', 'descadastre', 'descadastre-se', 'deixar de receber', 'gerir preferências'],
    ...['gerenciar preferências', 'gerenciar … preferências', 'versão web', 'versão online'],
    ...anyOf('ver, veja, visualizar, visualize, abrir, abra, ler', 'no navegador, no seu navegador, no teu navegador'),
  ],
  nl: [
    ...['uitschrijven', 'afmelden', 'schrijf je uit', 'schrijf u uit', 'niet langer ontvangen', 'niet meer ontvangen'],
    ...['voorkeuren aanpassen', 'voorkeuren wijzigen', 'voorkeuren beheren', 'webversie', 'online versie'],
    ...anyOf(
      'bekijk, bekijken, open, lees',
      'in browser, in de browser, in je browser, in uw browser, in jouw browser',
    ),
    ...anyOf('in je browser, in uw browser, in de browser', 'bekijken, openen, lezen'),
  ],
  pl: [
    ...['wypisz się', 'wypisz mnie', 'wypisać się', 'zrezygnuj z subskrypcji', 'zrezygnuj z newslettera'],
    ...['rezygnacja z subskrypcji', 'anuluj subskrypcję', 'zarządzaj preferencjami', 'wersja online'],
    ...anyOf('zobacz, wyświetl, otwórz, czytaj', 'w przeglądarce'),
  ],
  sv: [
    ...['avregistrera', 'avregistrera dig', 'avregistrering', 'avprenumerera', 'avsluta prenumeration'],
    ...['avsluta prenumerationen', 'ändra inställningar', 'hantera inställningar', 'webbversion'],
    ...anyOf('visa, se, öppna, läs', 'i webbläsaren, i din webbläsare, i webbläsare'),
  ],
  da: [
    ...['afmeld', 'frameld', 'afmelding', 'framelding', 'administrer præferencer', 'opdater præferencer', 'webversion'],
    ...anyOf('vis, se, åbn, læs', 'i browseren, i browser, i din browser'),
  ],
  no: [
    ...['meld deg av', 'avmeld', 'avmelding', 'avslutt abonnement', 'avslutt abonnementet', 'endre innstillinger'],
    ...['nettversjon', ...anyOf('vis, se, åpne, les', 'i nettleser, i nettleseren, i nettleseren din')],
  ],
  fi: [
    ...['peruuta tilaus', 'peru tilaus', 'poistu postituslistalta', 'muokkaa asetuksia', 'verkkoversio'],
    ...anyOf('katso, avaa, näytä, lue', 'selaimessa, selaimessasi'),
  ],
  cs: [
    ...['odhlásit', 'odhlášení', 'odhlaste', 'zrušit odběr', 'upravit předvolby', 'webová verze'],
    ...anyOf('zobrazit, zobrazte, otevřít, číst', 'v prohlížeči'),
  ],
  sk: ['odhlásiť', 'odhlásenie', 'zrušiť odber', ...anyOf('zobraziť, otvoriť, čítať', 'v prehliadači')],
  hu: [
    ...['leiratkozás', 'leiratkozom', 'leiratkozáshoz', 'leiratkozni', 'beállítások módosítása', 'webes verzió'],
    ...anyOf('böngészőben', 'megtekintés, megtekintése, megnyitás, megnyitása'),
    ...anyOf('megtekintés, nézze meg, nyissa meg', 'böngészőben, böngészőjében'),
  ],
  ro: [
    ...['dezabonare', 'dezabonează', 'dezabonează-te', 'dezabonați-vă', 'gestionează preferințele', 'versiunea web'],
    ...anyOf('vezi, deschide, vizualizează, citește', 'în browser, in browser'),
  ],
  hr: ['odjava', 'odjavi se', 'odjavite se', ...anyOf('pogledaj, pogledajte, otvori, prikaži', 'u pregledniku')],
  tr: [
    ...['abonelikten çık', 'abonelikten çıkmak', 'listeden çık', 'üyelikten ayrıl', 'tercihleri yönet'],
    ...anyOf('tarayıcıda, tarayıcınızda', 'görüntüle, görüntüleyin, aç, açın, oku'),
  ],
  el: [
    ...['διαγραφή', 'απεγγραφή', 'κατάργηση εγγραφής', 'προτιμήσεις'],
    ...anyOf('δείτε, προβολή, ανοίξτε, διαβάστε', 'στον browser, στο πρόγραμμα περιήγησης'),
  ],
  ru: [
    ...['отписаться', 'отпишитесь', 'отписка', 'отписки', 'отказаться от рассылки', 'настройки рассылки'],
    ...['настроить подписку', 'веб-версия', 'веб-версию'],
    ...anyOf('посмотреть, просмотреть, смотреть, открыть, читать', 'в браузере'),
  ],
  uk: [
    ...['відписатися', 'відписатись', 'відпишіться', 'скасувати підписку', 'налаштування підписки', 'веб-версія'],
    ...anyOf('переглянути, дивитися, відкрити, читати', 'у браузері, в браузері'),
  ],
  ja: [
    ...['配信停止', '配信解除', '購読解除', '登録解除', '配信設定', 'ウェブ版', 'web版'],
    ...['ブラウザで表示', 'ブラウザで見る', 'ブラウザで開く', 'ブラウザで読む', 'ブラウザでご覧', 'ブラウザーで表示'],
  ],
  zh: [
    ...['退订', '取消订阅', '退訂', '取消訂閱', '管理订阅', '管理訂閱', '网页版', '網頁版'],
    ...['在浏览器中查看', '在浏览器中打开', '在浏览器中阅读', '在瀏覽器中檢視', '在瀏覽器中查看', '在瀏覽器中開啟'],
  ],
  ko: [
    ...['수신거부', '수신 거부', '구독 취소', '구독취소', '구독 해지', '웹 버전'],
    ...['브라우저에서 보기', '브라우저에서 열기', '브라우저로 보기'],
  ],
  ar: ['إلغاء الاشتراك', 'الغاء الاشتراك', 'تفضيلات', ...anyOf('عرض, افتح, شاهد, اقرأ', 'في المتصفح')],
  he: [...['הסרה מרשימת', 'הסר מרשימת', 'ביטול מנוי', 'להסרה'], ...anyOf('הצג, צפה, צפייה, פתח, קרא', 'בדפדפן')],
};

/**
 * Texts of links that say nothing themselves, lower case: what a reader would read is beside them. Source: wording
 * usual in mails of the language.
 */
export const emptyPhrases: readonly string[] = [
  'here|click here|click|this link|link|tap here|right here|follow this link|click this link|this page|button|this button',
  'hier|hier klicken|klicken sie hier|klick hier|klicke hier|diesen link|dieser link|bitte hier klicken|über diesen link',
  'ici|cliquez ici|clique ici|cliquer ici|ce lien|en cliquant ici|lien',
  'aquí|haz clic aquí|haga clic aquí|clic aquí|este enlace|pincha aquí|enlace',
  'qui|clicca qui|cliccare qui|cliccando qui|questo link',
  'aqui|clique aqui|clicar aqui|este link|esta ligação',
  'klik hier|hier klikken|deze link',
  'tutaj|kliknij tutaj|ten link|tu|här|klicka här|denna länk|her|klik her|klikk her|dette link|denne lenken',
  'tästä|tässä|klikkaa tästä|zde|klikněte zde|tady|tu|kliknite sem|itt|ide|kattintson ide|ide kattintva',
  'aici|click aici|apasă aici|ovdje|kliknite ovdje|buraya|buraya tıklayın|buradan|tıklayın|εδώ|κάντε κλικ εδώ',
  'здесь|тут|сюда|нажмите здесь|по ссылке|эту ссылку|по этой ссылке|тут|натисніть тут|за посиланням',
  'こちら|こちらから|ここ|ここをクリック|こちらをクリック|这里|這裡|点击这里|點擊這裡|此处|此處|按此|여기|여기를 클릭|هنا|اضغط هنا|انقر هنا|כאן|לחץ כאן|לחצו כאן',
].flatMap((line) => line.split('|'));

/** Path segments and parameter names that say the same in an address. Source: routes of the sending systems named below and of common newsletter plug-ins. */
export const footerSegments: ReadonlySet<string> = new Set([
  ...[
    'unsubscribe',
    'unsub',
    'unsubscribed',
    'unsubscribe-all',
    'unsubscribe_all',
    'one-click-unsubscribe',
    'list-unsubscribe',
    'oneclickunsubscribe',
  ],
  ...[
    'optout',
    'opt-out',
    'opt_out',
    'email-preferences',
    'emailpreferences',
    'email_preferences',
    'emailpreference',
    'manage-preferences',
    'preference-center',
    'preferences-center',
    'preferencecenter',
    'preference_center',
  ],
  ...[
    'subscription-preferences',
    'subscription-center',
    'subscriptioncenter',
    'communication-preferences',
    'manage-subscription',
    'manage-subscriptions',
    'manage_subscription',
    'update-profile',
    'update-preferences',
  ],
  ...[
    'view-in-browser',
    'viewinbrowser',
    'view_in_browser',
    'viewonline',
    'view-online',
    'webversion',
    'web-version',
    'web_version',
    'viewemail',
    'view_email',
    'view-email',
  ],
  ...[
    'abmelden',
    'abmeldung',
    'abbestellen',
    'austragen',
    'newsletter-abmelden',
    'newsletterabmeldung',
    'newsletter-abmeldung',
  ],
  ...[
    'desabonnement',
    'desinscription',
    'se-desabonner',
    'se-desinscrire',
    'darse-de-baja',
    'dar-de-baja',
    'baja-newsletter',
    'cancelar-suscripcion',
    'desuscribir',
    'disiscriviti',
    'disiscrizione',
    'cancella-iscrizione',
  ],
  ...[
    'descadastrar',
    'cancelar-inscricao',
    'uitschrijven',
    'afmelden',
    'wypisz',
    'avregistrera',
    'avprenumerera',
    'afmeld',
    'frameld',
    'avmeld',
    'odhlasit',
    'leiratkozas',
    'dezabonare',
    'otpiska',
  ],
]);

/** Addresses that sending systems themselves write, by host (and names below it) and path, or by a path of their own. */
export const footerAddresses: readonly {
  readonly hosts?: readonly string[];
  readonly path: RegExp;
}[] = [
  // Mailchimp footers
  { hosts: ['list-manage.com'], path: /^\/(?:unsubscribe|profile|vcard|about)\b/ },
  // Mailchimp archive
  {
    hosts: ['campaign-archive.com', 'campaign-archive1.com', 'campaign-archive2.com'],
    path: /^\//,
  },
  // Mailchimp: view in browser for one reader
  { hosts: ['mailchi.mp'], path: /[?&]e=/ },
  // SendGrid subscription tracking and unsubscribe groups
  {
    path: /^\/(?:wf\/unsubscribe|asm\/(?:unsubscribe|\?))/,
  },
  // Mailgun unsubscribe links
  { path: /^\/u\/eJ[\w-]{40,}/ },
  // Klaviyo footers
  { hosts: ['kmail-lists.com'], path: /^\/subscriptions\// },
  // HubSpot footers
  { path: /^\/hs\/(?:manage-preferences|preferences-center|subscription-preferences)/ },
  // HubSpot footers and web versions
  { hosts: ['hubspotemail.net'], path: /^\// },
  // Brevo footers
  { path: /^\/mk\/(?:un|mr)\// },
  // Mautic source, e-mail routes
  { path: /^\/email\/(?:unsubscribe|view)\/[\da-f]{13,}/ },
  // listmonk source, public handlers
  {
    path: /^\/(?:subscription|campaign)\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\//,
  },
  // Postmark footers
  { hosts: ['unsubscribe.postmarkapp.com'], path: /^\// },
  // Customer.io footers
  {
    hosts: ['customeriomail.com'],
    path: /^\/(?:unsubscribe|manage_subscription_preferences)/,
  },
  // ActiveCampaign footers
  { path: /^\/proc\.php\?.*\bact=unsub/ },
  // ActiveCampaign footers, older form
  { path: /^\/box\.php\?.*\bfunc(?:ml)?=unsub/ },
  // Constant Contact footers
  { hosts: ['visitor.constantcontact.com'], path: /^\/do\?/ },
  // Campaign Monitor footers
  { path: /^\/t\/(?:[a-z]-u-[a-z]+-[a-z]+|ViewEmail\/)/ },
  // AWeber footers
  { hosts: ['aweber.com'], path: /^\/z\/r\// },
  // Salesforce Marketing Cloud footers
  {
    path: /^\/(?:unsub_center|profile_center|view_email|subscription_center)\.aspx/,
  },
  // Marketo footers
  { path: /^\/UnsubscribePage\.html/i },
  // Salesforce Account Engagement footers
  { path: /^\/(?:unsubscribe\/u|emailPreference\/e?pc)\//i },
  // Sailthru footers
  { path: /^\/oc\/[\da-f]{24}/ },
  // Substack footers
  { hosts: ['substack.com'], path: /^\/action\/disable_email/ },
];

/** Words inside a merge tag that stand for such an address. Source: the documentation in `merge-tags/systems.data.ts`. */
export const footerTags =
  /unsub|opt[-_]?out|list_manage|preferences?(?:url|_raw_url)?\b|preference_?center|sub_pref|manage_?(?:sub|pref)|(?:manage|message)url\b|subscription_?(?:center|manage)|update_?(?:profile|link)|profile_center|view_?in_?(?:browser|your)|view_?(?:online|email|as_?(?:web|page))|clicktoview|online_?version|web_?(?:version|view|copy|link)|mirror|archive(?:\b|_url)|remove_web|browser_?(?:link|url)|link_browser|cantread|^\[\[permalink|^\{(?:\$url|view(?:_url)?|email_url|profile_url)\}$|abmeld/i;
