/**
 * What links say that let a reader unsubscribe, change preferences or see the mail in a browser, lower case.
 * Source: wording usual in newsletters of the language; no collection of mails stands behind it.
 */
export const footerPhrases: Readonly<Record<string, readonly string[]>> = {
  en: [
    'unsubscribe',
    'opt out',
    'opt-out',
    'stop receiving',
    'manage preferences',
    'email preferences',
    'manage subscription',
    'update your preferences',
    'subscription preferences',
    'communication preferences',
    'update profile',
    'view in browser',
    'view in your browser',
    'view online',
    'web version',
    'view this email',
    'read online',
  ],
  de: [
    'abmelden',
    'abbestellen',
    'austragen',
    'abmeldung',
    'abo verwalten',
    'einstellungen ändern',
    'newsletter-einstellungen',
    'e-mail-einstellungen',
    'im browser',
    'online ansehen',
    'online-version',
    'onlineversion',
    'webversion',
  ],
  fr: [
    'désabonner',
    'désinscrire',
    'désinscription',
    'désabonnement',
    'se désinscrire',
    'gérer mes préférences',
    'gérer vos préférences',
    'mes préférences',
    'dans le navigateur',
    'dans votre navigateur',
    'version en ligne',
  ],
  es: [
    'darse de baja',
    'darme de baja',
    'date de baja',
    'cancelar suscripción',
    'cancelar la suscripción',
    'anular suscripción',
    'desuscribir',
    'gestionar preferencias',
    'en el navegador',
    'en tu navegador',
    'versión web',
  ],
  it: [
    'disiscriviti',
    'disiscriversi',
    'cancella iscrizione',
    'annulla iscrizione',
    'cancellati',
    'disiscrizione',
    'gestisci preferenze',
    'gestisci le preferenze',
    'nel browser',
    'versione web',
    'versione online',
  ],
  pt: [
    'cancelar inscrição',
    'cancelar a inscrição',
    'cancelar subscrição',
    'anular subscrição',
    'descadastrar',
    'descadastre',
    'gerir preferências',
    'gerenciar preferências',
    'no navegador',
    'versão web',
    'versão online',
  ],
  nl: [
    'uitschrijven',
    'afmelden',
    'schrijf je uit',
    'voorkeuren aanpassen',
    'voorkeuren wijzigen',
    'voorkeuren beheren',
    'in je browser',
    'in uw browser',
    'in browser',
    'webversie',
    'online versie',
  ],
  pl: [
    'wypisz',
    'zrezygnuj',
    'rezygnacja z subskrypcji',
    'anuluj subskrypcję',
    'zarządzaj preferencjami',
    'w przeglądarce',
    'wersja online',
  ],
  sv: [
    'avregistrera',
    'avprenumerera',
    'avsluta prenumeration',
    'ändra inställningar',
    'hantera inställningar',
    'i webbläsaren',
    'i webbläsare',
    'webbversion',
  ],
  da: ['afmeld', 'frameld', 'administrer præferencer', 'opdater præferencer', 'i browseren', 'webversion'],
  no: ['meld deg av', 'avmeld', 'avslutt abonnement', 'endre innstillinger', 'i nettleser', 'nettversjon'],
  fi: ['peruuta tilaus', 'peru tilaus', 'poistu postituslistalta', 'muokkaa asetuksia', 'selaimessa', 'verkkoversio'],
  cs: ['odhlásit', 'odhlášení', 'zrušit odběr', 'upravit předvolby', 'v prohlížeči', 'webová verze'],
  sk: ['odhlásiť', 'zrušiť odber', 'v prehliadači'],
  hu: ['leiratkozás', 'leiratkozom', 'beállítások módosítása', 'böngészőben', 'webes verzió'],
  ro: ['dezabonare', 'dezabonează', 'gestionează preferințele', 'în browser', 'versiunea web'],
  hr: ['odjava', 'odjavi se', 'u pregledniku'],
  tr: ['abonelikten çık', 'listeden çık', 'üyelikten ayrıl', 'tercihleri yönet', 'tarayıcıda'],
  el: ['διαγραφή', 'απεγγραφή', 'κατάργηση εγγραφής', 'προτιμήσεις', 'στον browser', 'στο πρόγραμμα περιήγησης'],
  ru: [
    'отписаться',
    'отписка',
    'отказаться от рассылки',
    'настройки рассылки',
    'настроить подписку',
    'в браузере',
    'веб-версия',
  ],
  uk: ['відписатися', 'відписатись', 'скасувати підписку', 'налаштування підписки', 'у браузері', 'веб-версія'],
  ja: ['配信停止', '配信解除', '購読解除', '登録解除', '配信設定', 'ブラウザで', 'ウェブ版'],
  zh: ['退订', '取消订阅', '退訂', '取消訂閱', '管理订阅', '在浏览器中', '在瀏覽器中', '网页版'],
  ko: ['수신거부', '수신 거부', '구독 취소', '구독취소', '구독 해지', '브라우저에서', '웹 버전'],
  ar: ['إلغاء الاشتراك', 'الغاء الاشتراك', 'تفضيلات', 'في المتصفح'],
  he: ['הסרה מרשימת', 'הסר מרשימת', 'ביטול מנוי', 'להסרה', 'בדפדפן'],
};

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
    'baja',
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

/** Words inside a merge tag that stand for such an address. Source: tag lists of Mailchimp, SendGrid, Brevo, HubSpot, Klaviyo, Customer.io, Salesforce, Marketo, MailerLite, Campaign Monitor. */
export const footerTags =
  /unsub|opt[-_]?out|list_manage|preferences?\b|preference_?center|manage_?(?:sub|pref)|subscription_?(?:center|manage)|update_profile|profile_center|view_?in_?(?:browser|your)|view_?(?:online|email|as_web)|web_?(?:version|view)|mirror|archive\b|browser_?(?:link|url)|abmeld|mkt_?tok_?unsub/i;
