import type { Translation } from './labels.ts'

/** The labels in other languages, by language code. The translations are ours, not Twitch's. */
export const translations: Readonly<Record<string, Translation>> = {
  de: {
    DebatedSocialIssuesAndPolitics: [
      'Politik und sensible gesellschaftliche Themen',
      'Polarisierende Diskussionen oder Debatten über Politik oder sensible gesellschaftliche Themen wie ' +
        'Wahlen, militärische Konflikte und Bürgerrechte.',
    ],
    DrugsIntoxication: [
      'Drogen, Rauschzustände oder übermäßiger Tabakkonsum',
      'Übermäßige Verherrlichung von oder Werbung für Tabak, jeglicher Konsum von Marihuana, Rausch ' +
        'durch legale Drogen und Alkohol, Gespräche über illegale Drogen.',
    ],
    Gambling: [
      'Glücksspiel',
      'Teilnahme an Glücksspiel, Poker oder Fantasy-Sport um echtes Geld, online oder vor Ort.',
    ],
    MatureGame: [
      'Spiel für Erwachsene',
      'Spiele, die für Erwachsene eingestuft oder für ein jüngeres Publikum weniger geeignet sind.',
    ],
    ProfanityVulgarity: [
      'Erhebliche Obszönität oder Vulgarität',
      'Anhaltender und wiederholter Gebrauch von Obszönitäten, Flüchen und vulgären Ausdrücken, vor ' +
        'allem als regelmäßiger Teil der Sprache.',
    ],
    SexualThemes: [
      'Sexuelle Themen',
      'Inhalte, die sexualisierte körperliche Merkmale und Handlungen, sexuelle Themen oder Erfahrungen ' +
        'in den Mittelpunkt stellen.',
    ],
    ViolentGraphic: [
      'Gewalttätige und drastische Darstellungen',
      'Simulationen oder Darstellungen von realistischer Gewalt, Blut, schweren Verletzungen oder Tod.',
    ],
  },
  es: {
    DebatedSocialIssuesAndPolitics: [
      'Política y cuestiones sociales delicadas',
      'Conversaciones o debates polarizados sobre política o cuestiones sociales delicadas, como ' +
        'elecciones, conflictos militares y derechos civiles.',
    ],
    DrugsIntoxication: [
      'Drogas, intoxicación o consumo excesivo de tabaco',
      'Glorificación o promoción excesiva del tabaco, cualquier consumo de marihuana, intoxicación por ' +
        'drogas legales y alcohol, conversaciones sobre drogas ilegales.',
    ],
    Gambling: [
      'Juegos de azar',
      'Participación en juegos de azar, póquer o deportes de fantasía, en línea o en persona, con dinero real.',
    ],
    MatureGame: [
      'Juego para adultos',
      'Juegos clasificados para adultos o menos adecuados para un público joven.',
    ],
    ProfanityVulgarity: [
      'Lenguaje obsceno o vulgar significativo',
      'Uso prolongado y repetido de obscenidades, palabrotas y vulgaridades, en especial como parte ' +
        'habitual del habla.',
    ],
    SexualThemes: [
      'Temas sexuales',
      'Contenido centrado en atributos físicos y actividades sexualizados, temas sexuales o experiencias.',
    ],
    ViolentGraphic: [
      'Representaciones violentas y gráficas',
      'Simulaciones o representaciones de violencia realista, sangre, lesiones graves o muerte.',
    ],
  },
  fr: {
    DebatedSocialIssuesAndPolitics: [
      'Politique et questions de société sensibles',
      'Discussions ou débats polarisés sur la politique ou des questions de société sensibles comme les ' +
        'élections, les conflits militaires et les droits civiques.',
    ],
    DrugsIntoxication: [
      'Drogues, ivresse ou consommation excessive de tabac',
      'Glorification ou promotion excessive du tabac, toute consommation de marijuana, ivresse causée ' +
        "par des drogues légales et l'alcool, discussions sur les drogues illégales.",
    ],
    Gambling: [
      "Jeux d'argent",
      "Participation à des jeux d'argent, au poker ou à des sports virtuels, en ligne ou en personne, " +
        "avec de l'argent réel.",
    ],
    MatureGame: ['Jeu pour adultes', 'Jeux classés pour adultes ou moins adaptés à un jeune public.'],
    ProfanityVulgarity: [
      'Grossièreté ou vulgarité importante',
      "Usage prolongé et répété d'obscénités, de grossièretés et de vulgarités, surtout comme partie " +
        'habituelle du discours.',
    ],
    SexualThemes: [
      'Thèmes sexuels',
      'Contenu centré sur des attributs physiques et des activités sexualisés, des sujets sexuels ou des expériences.',
    ],
    ViolentGraphic: [
      'Représentations violentes et crues',
      'Simulations ou représentations de violence réaliste, de sang, de blessures graves ou de mort.',
    ],
  },
  it: {
    DebatedSocialIssuesAndPolitics: [
      'Politica e questioni sociali delicate',
      'Discussioni o dibattiti polarizzanti su politica o questioni sociali delicate come elezioni, ' +
        'conflitti militari e diritti civili.',
    ],
    DrugsIntoxication: [
      'Droghe, ebbrezza o uso eccessivo di tabacco',
      'Esaltazione o promozione eccessiva del tabacco, qualsiasi consumo di marijuana, ebbrezza da ' +
        'droghe legali e alcol, discussioni su droghe illegali.',
    ],
    Gambling: [
      "Gioco d'azzardo",
      "Partecipazione a giochi d'azzardo, poker o fantasy sport, online o di persona, con denaro reale.",
    ],
    MatureGame: ['Gioco per adulti', 'Giochi classificati per adulti o meno adatti a un pubblico giovane.'],
    ProfanityVulgarity: [
      'Linguaggio osceno o volgare rilevante',
      'Uso prolungato e ripetuto di oscenità, imprecazioni e volgarità, soprattutto come parte abituale del discorso.',
    ],
    SexualThemes: [
      'Temi sessuali',
      'Contenuti incentrati su attributi fisici e attività sessualizzati, argomenti sessuali o esperienze.',
    ],
    ViolentGraphic: [
      'Rappresentazioni violente ed esplicite',
      'Simulazioni o rappresentazioni di violenza realistica, sangue, lesioni gravi o morte.',
    ],
  },
  ja: {
    DebatedSocialIssuesAndPolitics: [
      '政治およびデリケートな社会問題',
      '選挙、軍事紛争、公民権などの政治やデリケートな社会問題に関する、対立を招くような議論。',
    ],
    DrugsIntoxication: [
      '薬物、酩酊、または過度の喫煙',
      'タバコの過度な美化や宣伝、マリファナの使用、合法薬物やアルコールによる酩酊、違法薬物に関する会話。',
    ],
    Gambling: [
      'ギャンブル',
      '現金を賭けたオンラインまたは対面でのギャンブル、ポーカー、ファンタジースポーツへの参加。',
    ],
    MatureGame: ['成人向けゲーム', '成人向けに指定された、または若年層にはあまり適さないゲーム。'],
    ProfanityVulgarity: [
      '著しい冒涜的または下品な表現',
      'わいせつな言葉や罵り、下品な表現の長時間にわたる繰り返しの使用。',
    ],
    SexualThemes: ['性的なテーマ', '性的な身体的特徴や行為、性的な話題や体験に焦点を当てたコンテンツ。'],
    ViolentGraphic: ['暴力的および生々しい描写', '現実的な暴力、流血、重傷、死のシミュレーションや描写。'],
  },
  pt: {
    DebatedSocialIssuesAndPolitics: [
      'Política e questões sociais sensíveis',
      'Discussões ou debates polarizadores sobre política ou questões sociais sensíveis, como eleições, ' +
        'conflitos militares e direitos civis.',
    ],
    DrugsIntoxication: [
      'Drogas, intoxicação ou uso excessivo de tabaco',
      'Glorificação ou promoção excessiva do tabaco, qualquer consumo de maconha, intoxicação por drogas ' +
        'legais e álcool, discussões sobre drogas ilegais.',
    ],
    Gambling: [
      'Jogos de azar',
      'Participação em jogos de azar, pôquer ou esportes de fantasia, online ou presenciais, com dinheiro real.',
    ],
    MatureGame: [
      'Jogo para adultos',
      'Jogos classificados para adultos ou menos adequados a um público jovem.',
    ],
    ProfanityVulgarity: [
      'Linguagem obscena ou vulgar significativa',
      'Uso prolongado e repetido de obscenidades, palavrões e vulgaridades, sobretudo como parte habitual da fala.',
    ],
    SexualThemes: [
      'Temas sexuais',
      'Conteúdo focado em atributos físicos e atividades sexualizados, assuntos sexuais ou experiências.',
    ],
    ViolentGraphic: [
      'Representações violentas e explícitas',
      'Simulações ou representações de violência realista, sangue, ferimentos graves ou morte.',
    ],
  },
}
