"""The same invented answer to a consultation in twelve languages, to see how texts are combined in each."""

from __future__ import annotations

TEXTS = {
    "en": "Small towns need better buses in the evening. Many people who work late cannot get home. We ask for one ticket that "
    "is valid on every line. The timetable should be printed in large letters. Older passengers don't always carry a telephone. "
    "A yearly report would show what has improved.",
    "de": "Kleine Städte brauchen abends bessere Busse. Viele Menschen mit späten Schichten kommen nicht nach Hause. Wir wünschen "
    "uns eine Fahrkarte für alle Linien. Der Fahrplan sollte in großen Buchstaben gedruckt werden. Ältere Fahrgäste haben oft kein "
    "Telefon dabei. Ein jährlicher Bericht würde die Fortschritte zeigen.",
    "fr": "Les petites villes ont besoin de meilleurs bus le soir. Beaucoup d'employés qui finissent tard ne peuvent pas rentrer. "
    "Nous demandons un billet unique pour toutes les lignes\u00a0! L'horaire devrait être imprimé en grands caractères. Les "
    "voyageurs âgés n'ont pas toujours un téléphone. Un rapport annuel montrerait les progrès accomplis.",
    "el": "Οι μικρές πόλεις χρειάζονται καλύτερα λεωφορεία το βράδυ. Πολλοί εργαζόμενοι δεν μπορούν να γυρίσουν σπίτι. Γιατί δεν "
    "υπάρχει ένα εισιτήριο για όλες τις γραμμές; Το δρομολόγιο πρέπει να τυπώνεται με μεγάλα γράμματα. Οι μεγαλύτεροι επιβάτες "
    "δεν έχουν πάντα τηλέφωνο μαζί τους. Μια ετήσια έκθεση θα έδειχνε τι βελτιώθηκε.",
    "bg": "Малките градове имат нужда от по-добри автобуси вечер. Много хора с късни смени не могат да се приберат. Искаме един "
    "билет за всички линии. Разписанието трябва да се печата с големи букви. По-възрастните пътници често нямат телефон със себе "
    "си. Годишният доклад би показал какво се е подобрило.",
    "fi": "Pienet kaupungit tarvitsevat parempia busseja iltaisin. Monet myöhään työskentelevät ihmiset eivät pääse kotiin. "
    "Toivomme yhtä lippua, joka käy kaikilla linjoilla. Aikataulu pitäisi painaa suurilla kirjaimilla. Iäkkäillä matkustajilla ei "
    "aina ole puhelinta mukanaan. Vuosittainen raportti näyttäisi, mikä on parantunut.",
    "hu": "A kisvárosoknak jobb esti buszokra van szükségük. Sok későn dolgozó ember nem tud hazajutni. Egyetlen jegyet kérünk, "
    "amely minden vonalon érvényes. A menetrendet nagy betűkkel kellene kinyomtatni. Az idősebb utasoknál nincs mindig telefon. Egy "
    "éves jelentés megmutatná, hogy mi javult.",
    "mt": "L-ibliet iż-żgħar għandhom bżonn karozzi tal-linja aħjar filgħaxija. Ħafna nies li jaħdmu tard ma jistgħux imorru lura "
    "d-dar. Nitolbu biljett wieħed li jgħodd fuq kull linja. L-iskeda għandha tiġi stampata b'ittri kbar. Il-passiġġieri anzjani "
    "mhux dejjem ikollhom telefown magħhom. Rapport ta' kull sena juri x'tjieb tassew.",
    "pl": "Małe miasta potrzebują lepszych autobusów wieczorem. Wielu ludzi pracujących do późna nie może wrócić do domu. Prosimy o "
    "jeden bilet ważny na każdej linii. Rozkład jazdy powinien być drukowany dużymi literami. Starsi pasażerowie nie zawsze mają "
    "przy sobie telefon. Coroczny raport pokazałby, co się poprawiło.",
    "ga": "Tá busanna níos fearr ag teastáil ó na bailte beaga tráthnóna. Ní féidir le mórán daoine dul abhaile go déanach. "
    "Iarraimid ticéad amháin a bheadh bailí ar gach líne. Ba chóir an t-amchlár a phriontáil i litreacha móra. Ní bhíonn fón ag na "
    "paisinéirí aosta i gcónaí. D'fhéadfadh tuarascáil bhliantúil an feabhas a thaispeáint.",
    "ja": "小さな町では夜のバスを増やす必要があります。遅くまで働く人の多くは家に帰れません。私たちはどの路線でも使える一枚の切符を求めます。"
    "時刻表は大きな文字で印刷してください。高齢の乗客はいつも電話を持っているとは限りません。毎年の報告があれば改善した点が分かります。",
    "th": "เมืองเล็กต้องการรถประจำทางที่ดีกว่านี้ในตอนเย็น\nหลายคนที่ทำงานดึกกลับบ้านไม่ได้\nเราขอให้มีตั๋วใบเดียวที่ใช้ได้ทุกสาย\n"
    "ควรพิมพ์ตารางเวลาด้วยตัวอักษรขนาดใหญ่\nผู้โดยสารสูงอายุไม่ได้มีโทรศัพท์ติดตัวเสมอไป\nรายงานประจำปีจะแสดงว่ามีอะไรดีขึ้นบ้าง",
}
"""Six sentences each; the Thai ones are set apart by new lines, as Thai has no sign at the end of a sentence."""

ADDED = {
    "en": ("Bicycles should be allowed too.", "We are ready to help."),
    "de": ("Auch Fahrräder sollten mitfahren dürfen.", "Wir helfen gern mit."),
    "fr": ("Les vélos devraient aussi être admis.", "Nous sommes prêts à aider."),
    "el": ("Πρέπει να επιτρέπονται και τα ποδήλατα.", "Είμαστε έτοιμοι να βοηθήσουμε."),
    "bg": ("Трябва да се допускат и велосипеди.", "Готови сме да помогнем."),
    "fi": ("Myös polkupyörät pitäisi sallia.", "Autamme mielellämme."),
    "hu": ("A kerékpárokat is engedni kellene.", "Szívesen segítünk."),
    "mt": ("Ir-roti wkoll għandhom ikunu permessi.", "Aħna lesti li ngħinu."),
    "pl": ("Rowery też powinny być dozwolone.", "Chętnie pomożemy."),
    "ga": ("Ba chóir rothair a cheadú freisin.", "Táimid sásta cabhrú."),
    "ja": ("自転車も乗せられるようにしてください。", "私たちも手伝います。"),
    "th": ("\nควรอนุญาตให้นำจักรยานขึ้นรถด้วย", "\nเรายินดีช่วยเหลือ"),
}
"""Two further sentences each, for people who write on at the end."""
