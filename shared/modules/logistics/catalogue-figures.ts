// Published figures of logistics as seen in a named source, or computed from such. A public record, never a survey: what was
// not seen is not here. Source: the specification, section 2; where it names no page, the figure says so.

export const figureTopics = ['machines', 'stations', 'people', 'supplies'] as const;
export type FigureTopic = (typeof figureTopics)[number];

export interface PublishedFigure {
  topic: FigureTopic;
  whatEn: string;
  whatHi: string;
  /** As published; digits alike in both languages. */
  figure: string;
  /** Null: India. */
  stateCode: string | null;
  when: string;
  basis: 'seen' | 'computed';
  /** Null: seen in a published source whose page is not named in our record. */
  source: string | null;
}

/** One figure a line: what in English | what in Hindi | figure | State | when | source; `=` before what was computed. */
const lines: Record<FigureTopic, string> = {
  machines: `
Units in the first randomisation, 2026 Assembly polls|2026 विधान सभा निर्वाचन: प्रथम रैंडमाइजेशन की इकाइयाँ|8,85,000||03-2026|PIB, 21-03-2026 and 31-03-2026
=Units a station in that randomisation|उसमें प्रति मतदान केंद्र इकाइयाँ|4.04||03-2026|PIB, 21-03-2026: 8.85 lakh units for 2,18,807 stations
Ballot units, Lok Sabha 2019|लोक सभा 2019: बैलट यूनिट|22,30,000||2019|ANI, 07-10-2018
Control units, Lok Sabha 2019|लोक सभा 2019: कंट्रोल यूनिट|16,30,000||2019|ANI, 07-10-2018
VVPATs, Lok Sabha 2019|लोक सभा 2019: वीवीपैट|17,30,000||2019|ANI, 07-10-2018
Life of a machine, years|मशीन की आयु, वर्ष|15||2026|New Indian Express, 24-02-2026
Control units, corporation polls|महानगरपालिका निर्वाचन: कंट्रोल यूनिट|43,958|IN-MH|01-2026|
Ballot units, corporation polls|महानगरपालिका निर्वाचन: बैलट यूनिट|87,916|IN-MH|01-2026|
=Control units to stations, corporation polls|महानगरपालिका निर्वाचन: केंद्रों के अनुपात में कंट्रोल यूनिट|112.4 %|IN-MH|01-2026|43,958 control units for 39,092 stations
Control units, local polls in Ernakulam|एर्णाकुलम स्थानीय निर्वाचन: कंट्रोल यूनिट|3,036|IN-KL|12-2025|New Indian Express, 09-12-2025
Ballot units, local polls in Ernakulam|एर्णाकुलम स्थानीय निर्वाचन: बैलट यूनिट|7,490|IN-KL|12-2025|New Indian Express, 09-12-2025
=Ballot units to a control unit in Ernakulam, three posts|एर्णाकुलम, तीन पद: प्रति कंट्रोल यूनिट बैलट यूनिट|2.47|IN-KL|12-2025|New Indian Express, 09-12-2025: 7,490 for 3,036
Machines needed for 46,000 stations and two posts|46,000 केंद्र और दो पद हेतु आवश्यक मशीनें|about 1,00,000|IN-KA|01-2025|ETV Bharat, January 2025; Deccan Herald, September 2025
Machines the State commission owns|राज्य निर्वाचन आयोग की अपनी मशीनें|about 45,000|IN-KA|01-2025|ETV Bharat, January 2025; Deccan Herald, September 2025
Machines needed in a phase, panchayat polls|पंचायत निर्वाचन: एक चरण हेतु आवश्यक मशीनें|2,56,000|IN-BR|2021|Hindustan Times, 15-04-2021 and 20-06-2021; Financial Express, 24-08-2021
Machines in hand, panchayat polls|पंचायत निर्वाचन: उपलब्ध मशीनें|2,10,000|IN-BR|2021|Hindustan Times, 15-04-2021 and 20-06-2021; Financial Express, 24-08-2021
Multi-post machines requisitioned, one control and six ballot units each|बहु-पद मशीनों की माँग, प्रत्येक में एक कंट्रोल और छह बैलट यूनिट|32,000|IN-BR|2026|Hindustan Times, 17-12-2025
Ballot units asked for, civic polls|नगरीय निर्वाचन: माँगी गई बैलट यूनिट|50,000|IN-UP|2017|Indian Express, 18-04-2017
Control units asked for, civic polls|नगरीय निर्वाचन: माँगी गई कंट्रोल यूनिट|25,000|IN-UP|2017|Indian Express, 18-04-2017
Ballot papers for panchayat polls|पंचायत निर्वाचन हेतु मतपत्र|about 60,00,00,000|IN-UP|01-2026|
`,
  stations: `
Stations, 2026 Assembly polls|2026 विधान सभा निर्वाचन: मतदान केंद्र|2,18,807||03-2026|PIB and press conference, March 2026
Stations, Lok Sabha 2024|लोक सभा 2024: मतदान केंद्र|10,50,000||2024|
Most electors at a station|एक केंद्र पर अधिकतम निर्वाचक|1,200||2025|PTI, 07-07-2025
Assured minimum facilities|न्यूनतम सुनिश्चित सुविधाएँ|7||03-2026|PIB, 22-03-2026
Stations, Assembly poll|विधान सभा निर्वाचन: मतदान केंद्र|90,712|IN-BR|2025|
Booths, panchayat polls|पंचायत निर्वाचन: मतदान केंद्र|1,13,891|IN-BR|2021|Hindustan Times, 15-04-2021 and 20-06-2021; Financial Express, 24-08-2021
Stations, corporation polls|महानगरपालिका निर्वाचन: मतदान केंद्र|39,092|IN-MH|01-2026|
Stations, local polls in Ernakulam|एर्णाकुलम स्थानीय निर्वाचन: मतदान केंद्र|3,021|IN-KL|12-2025|New Indian Express, 09-12-2025
Booths with webcasting in Ernakulam|एर्णाकुलम: वेबकास्टिंग वाले केंद्र|72|IN-KL|12-2025|
Booths, zila parishad and samiti polls|जिला परिषद व समिति निर्वाचन: मतदान केंद्र|19,181|IN-PB|12-2025|
Stations, municipal polls by ballot|मतपत्र से नगरीय निर्वाचन: मतदान केंद्र|8,203|IN-TS|02-2026|
Strong rooms, municipal polls|नगरीय निर्वाचन: स्ट्रांग रूम|137|IN-TS|02-2026|
Counting centres, municipal polls|नगरीय निर्वाचन: मतगणना केंद्र|136|IN-TS|02-2026|
`,
  people: `
Polling staff, 2026 Assembly polls|2026 विधान सभा निर्वाचन: मतदान कर्मी|15,00,000||03-2026|PIB, 18-03-2026
Security staff, 2026 Assembly polls|2026 विधान सभा निर्वाचन: सुरक्षा कर्मी|8,50,000||03-2026|PIB, 18-03-2026
Counting staff, 2026 Assembly polls|2026 विधान सभा निर्वाचन: मतगणना कर्मी|40,000||03-2026|PIB, 18-03-2026
Micro-observers, 2026 Assembly polls|2026 विधान सभा निर्वाचन: सूक्ष्म प्रेक्षक|49,000||03-2026|PIB, 18-03-2026
Sector officers, 2026 Assembly polls|2026 विधान सभा निर्वाचन: सेक्टर अधिकारी|21,000||03-2026|PIB, 18-03-2026
Central observers, 2026 Assembly polls|2026 विधान सभा निर्वाचन: केंद्रीय प्रेक्षक|1,111||03-2026|PIB, 18-03-2026
=Polling staff a station, 2026 Assembly polls|2026 विधान सभा निर्वाचन: प्रति केंद्र मतदान कर्मी|6.86||03-2026|PIB, 18-03-2026: 15 lakh for 2,18,807 stations
Polling staff, Assembly poll|विधान सभा निर्वाचन: मतदान कर्मी|4,53,000|IN-BR|2025|
Polling staff, zila parishad and samiti polls|जिला परिषद व समिति निर्वाचन: मतदान कर्मी|96,000|IN-PB|12-2025|
=Staff a booth, zila parishad and samiti polls|जिला परिषद व समिति निर्वाचन: प्रति केंद्र कर्मी|5.0|IN-PB|12-2025|96,000 staff for 19,181 booths
Polling staff with reserve in Ernakulam|एर्णाकुलम: रिज़र्व सहित मतदान कर्मी|14,544|IN-KL|12-2025|
Staff, local polls|स्थानीय निर्वाचन: कर्मी|1,76,000|IN-KL|12-2025|Court record as reported
Security staff, local polls|स्थानीय निर्वाचन: सुरक्षा कर्मी|68,000|IN-KL|12-2025|Court record as reported
Further staff on the intensive revision|विशेष गहन पुनरीक्षण में अतिरिक्त कर्मी|25,668|IN-KL|12-2025|Court record as reported
Booth-level officers, intensive revision phase III|विशेष गहन पुनरीक्षण चरण III: बूथ लेवल अधिकारी|3,94,541||2026|
`,
  supplies: `
Central force companies, Lok Sabha 2024, at most|लोक सभा 2024: केंद्रीय बल कंपनियाँ, अधिकतम|3,400||2024|
Central force companies, Lok Sabha 2024|लोक सभा 2024: केंद्रीय बल कंपनियाँ|920|IN-WB|2024|
Central force companies, Lok Sabha 2024|लोक सभा 2024: केंद्रीय बल कंपनियाँ|635|IN-JK|2024|
Central force companies by 10-03-2026|10-03-2026 तक केंद्रीय बल कंपनियाँ|480|IN-WB|03-2026|
Vehicles, Lok Sabha 2024|लोक सभा 2024: वाहन|about 4,00,000||2024|
=Vehicles a station, Lok Sabha 2024|लोक सभा 2024: प्रति केंद्र वाहन|0.38||2024|about 4 lakh vehicles for 10.5 lakh stations
Vials of indelible ink, Lok Sabha 2024|लोक सभा 2024: अमिट स्याही की शीशियाँ|26,55,000||2024|
=Vials a station, Lok Sabha 2024|लोक सभा 2024: प्रति केंद्र शीशियाँ|2.53||2024|26.55 lakh vials for 10.5 lakh stations
Vials of indelible ink, Lok Sabha 2024, for 25,231 stations|लोक सभा 2024: अमिट स्याही की शीशियाँ, 25,231 केंद्रों हेतु|63,100|IN-KL|2024|
Vials of indelible ink, Lok Sabha 2019, 2 a station for 1,63,331 booths|लोक सभा 2019: अमिट स्याही की शीशियाँ, प्रति केंद्र 2|3,26,662|IN-UP|2019|
Further vials in reserve, 10 %|रिज़र्व में और शीशियाँ, 10 %|32,666|IN-UP|2019|
Ballot boxes, municipal polls|नगरीय निर्वाचन: मतपेटियाँ|16,031|IN-TS|02-2026|
=Boxes a station, municipal polls|नगरीय निर्वाचन: प्रति केंद्र मतपेटियाँ|1.95|IN-TS|02-2026|16,031 boxes for 8,203 stations
Ballot boxes, panchayat polls|पंचायत निर्वाचन: मतपेटियाँ|2,00,000|IN-BR|2021|Hindustan Times, 15-04-2021 and 20-06-2021; Financial Express, 24-08-2021
`,
};

/** By topic, in the order of the specification. */
export const publishedFigures: readonly PublishedFigure[] = figureTopics.flatMap((topic) =>
  lines[topic]
    .trim()
    .split('\n')
    .map((line) => figureOf(topic, line)),
);

/** @throws Error for a line that has not its six parts: the list is ours. */
function figureOf(topic: FigureTopic, line: string): PublishedFigure {
  const isComputed = line.startsWith('=');
  const [whatEn, whatHi, figure, stateCode, when, source, ...more] = (isComputed ? line.slice(1) : line).split('|');
  if (whatEn === undefined || whatHi === undefined || figure === undefined || when === undefined || more.length > 0) {
    throw new Error(`no figure: ${line}`);
  }
  return {
    topic,
    whatEn,
    whatHi,
    figure,
    when,
    basis: isComputed ? 'computed' : 'seen',
    stateCode: stateCode === '' || stateCode === undefined ? null : stateCode,
    source: source === '' || source === undefined ? null : source,
  };
}
