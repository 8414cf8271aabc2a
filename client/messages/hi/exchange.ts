import type { exchange as en } from '../en/exchange.ts';
import type { Words } from '../words.ts';
import { exchangeColumns } from './exchange-columns.ts';
import { exchangeFindings } from './exchange-findings.ts';

export const exchange: Words<typeof en> = {
  datasets: {
    part_snapshot: {
      name: 'भागवार नामावली',
      about: 'हर भाग (मतदान केंद्र) के निर्वाचक, परिवर्धन और विलोपन सहित, और जो प्रारूप में नहीं आए।',
    },
    roll_snapshot: {
      name: 'क्षेत्रवार नामावली',
      about: 'किसी एक दिन निर्वाचन क्षेत्रों, ज़िलों या राज्य के निर्वाचक, लिंग और श्रेणी के अनुसार।',
    },
    roll_age_cohort: { name: 'आयु के अनुसार निर्वाचक', about: 'फ़ॉर्मेट 3 और 3A के आठ आयु-वर्गों के निर्वाचक।' },
    roll_flow: { name: 'प्रपत्र', about: 'प्राप्त, स्वीकृत, अस्वीकृत और लंबित प्रपत्र, प्रपत्र और क्षेत्र के अनुसार।' },
    roll_deletion: {
      name: 'विलोपन',
      about: 'कारण और मार्ग के अनुसार विलोपन; जो प्रारूप में नहीं आए वे भी, कारण के अनुसार।',
    },
    roll_quality: {
      name: 'प्रविष्टियों की गुणवत्ता',
      about: 'ईपिक और फ़ोटो कवरेज, समान प्रविष्टियाँ, तार्किक त्रुटियाँ, बड़े परिवार।',
    },
    sir_progress: {
      name: 'गहन पुनरीक्षण की प्रगति',
      about: 'गणना प्रपत्र, नोटिस, बूथ लेवल अधिकारी और अभिकर्ता, अपीलें।',
    },
    part_register: { name: 'भागों का रजिस्टर', about: 'भाग और उनके मतदान केंद्र, प्रत्येक एक अवधि के लिए मान्य।' },
    population_reference: {
      name: 'जनसंख्या',
      about: 'संदर्भ तिथि पर क्षेत्र और आयु के अनुसार जनसंख्या, आधार सहित: जिससे दरों की तुलना होती है।',
    },
    exercise_schedule: {
      name: 'पुनरीक्षण का कार्यक्रम',
      about: 'पड़ाव, उनकी तिथियों का हर संशोधन, और वह दिन जब वे वास्तव में हुए।',
    },
    local_roll_snapshot: {
      name: 'स्थानीय निकाय की नामावली',
      about: 'स्थानीय निकायों और उनके वार्डों के निर्वाचक, और वह नामावली जिससे वे बने।',
    },
    part_ward_map: {
      name: 'भाग और वार्ड',
      about: 'विधान सभा नामावली के किन भागों से कौन-से वार्ड बने, और कितने निर्वाचकों के साथ।',
    },
    roll_match: {
      name: 'दोनों नामावलियों का मिलान',
      about: 'कार्यालयों के भीतर हुए मिलान के परिणाम: केवल संख्याएँ, कोई प्रविष्टि नहीं।',
    },
    area_register: {
      name: 'क्षेत्रों का रजिस्टर',
      about: 'ज़िले, निर्वाचन क्षेत्र, स्थानीय निकाय और वार्ड: कोड, नाम, और कब से कब तक।',
    },
  },
  columns: exchangeColumns,
  levels: {
    part: 'भाग',
    ac: 'विधान सभा निर्वाचन क्षेत्र',
    district: 'ज़िला',
    state: 'राज्य या संघ राज्य क्षेत्र',
    local_body: 'स्थानीय निकाय',
    ward: 'वार्ड',
  },
  stages: {
    continuous: 'सतत अद्यतन',
    pre_draft: 'प्रारूप से पहले',
    draft: 'प्रारूप',
    final: 'अंतिम',
    supplement: 'अनुपूरक',
  },
  statuses: {
    receiving: 'प्राप्त हो रही है',
    refused: 'अस्वीकृत',
    cancelled: 'रद्द',
    interrupted: 'बीच में रुकी',
    staged: 'जाँची गई',
    submitted: 'प्रस्तुत',
    published: 'प्रकाशित',
    discarded: 'हटाई गई',
  },
  findings: exchangeFindings,
};
