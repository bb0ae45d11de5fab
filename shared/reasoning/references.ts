import type { Source } from "./sources.ts";

/**
 * What the clinical reference was drawn from, in the order of its numbers: number, title, authors or organisation, years
 * (empty where it bears none), where it is found.
 */
const table = `
Ref0 | Do You Need to See an Interventional Pain Specialist? | Gungor S, Hospital for Special Surgery |  | hss.edu, blog for patients
Ref1 | Facet joint interventions for pain management; Pathway to a request for radiofrequency ablation (LCD L38773) | CGS Medicare | 2023 | cgsmedicare.com, prior authorization
Ref2 | Local coverage determinations on facet joint interventions: L34892, L38765, L38841, L33930, DL38803, DL35936 | Centers for Medicare and Medicaid Services | 2021-2024 | Medicare Coverage Database, cms.gov
Ref3 | Local coverage determinations on epidural steroid injections: L33906, L36920, L38994, L39054, with articles A56651 and A58777 | Centers for Medicare and Medicaid Services |  | Medicare Coverage Database, cms.gov; contents from the summaries of verity.backworkai.com
Ref4 | An algorithmic approach to epidural steroid injections: checklist for coverage | American Society of Interventional Pain Physicians |  | asipp.org
Ref5 | Local coverage determinations on sacroiliac joint injections: L39383, L39402, L39455 | American Academy of Pain Medicine (practice alert); Medicare contractors | 2023 | painmed.org; summaries of verity.backworkai.com
Ref6 | Radiofrequency denervation of facet joints and sacroiliac procedures: CMM-208, CMM-203, TRICARE West, Blue Cross Blue Shield of North Dakota | eviCore and the payers named |  | Payers' own pages; summaries of verity.backworkai.com
Ref7 | Interventional spine and pain procedures in patients on antiplatelet and anticoagulant medications, second edition | Narouze S and others, for ASRA, ESRA, AAPM, INS, NANS and WIP | 2018 | Reg Anesth Pain Med 43:225-262; tables as adapted by UpToDate, graphics 108918 and 144053
Ref8 | Updates to the ASRA guidelines for interventional pain procedures | Wickboldt N, Guirguis M | 2019 | ASRA News, 27 August 2019
Ref9 | Summary of the first edition of the ASRA guideline on pain procedures and antithrombotics | Clinical Pain Advisor | 2015 | clinicalpainadvisor.com
Ref10 | CDC Clinical Practice Guideline for Prescribing Opioids for Pain, United States, 2022 | Centers for Disease Control and Prevention | 2022 | MMWR Recommendations and Reports 71 (3)
Ref11 | Cauda equina syndrome: diagnosis approach | BMJ Best Practice |  | bestpractice.bmj.com
Ref12 | Red flags to screen for malignancy and fracture in patients with low back pain | Downie A and others | 2013 | BMJ 347:f7095
Ref13 | Red flags presented in current low back pain guidelines | Verhagen A and others | 2016 | Eur Spine J
Ref14 | Rules for the diagnosis of vertebral fracture | Henschke N and others; Roman M and others | 2009, 2010 | As listed on snyderphysicaltherapy.com
Ref15 | Valued components of a consultant letter | Rash A and others | 2018 | J Gen Intern Med 33:948-954
Ref16 | Improving doctors' letters | Tattersall M and others | 2002 | Med J Aust 177:516-520
Ref17 | Tool to assess the quality of consultation and referral request letters | François J | 2011 | Can Fam Physician 57:574
Ref18 | Audit of communication between general practitioners and consultants by letter | BMJ | 2004 | PMC403851
Ref19 | CMS50: Closing the referral loop, receipt of the specialist's report (quality identifier 374) | eCQI Resource Center | 2018-2026 | ecqi.healthit.gov, versions 6, 9 and 14
Ref20 | 360X implementation guide for closed-loop referral | Office of the National Coordinator for Health IT; NextGen |  | oncprojectracking.healthit.gov; NextGen help pages
Ref21 | Diagnosis of sacroiliac joint pain: validity of individual provocation tests and composites of tests | Laslett M and others; van der Wurff P and others | 2005, 2006 | Man Ther 10:207 (abstract); summaries of johnsnyderdpt.com and physiohub.io
Ref22 | Reliability and diagnostic accuracy of the clinical examination for cervical radiculopathy | Wainner R and others | 2003 | Spine 28:52 (abstract); independent validation in Braz J Phys Ther 2026
Ref23 | Value of physical tests in diagnosing cervical radiculopathy | Thoomes E and others; Rubinstein S and others | 2018, 2007 | Spine J 18:179; Eur Spine J 16:307 (abstracts)
Ref24 | Straight-leg raising test against magnetic resonance imaging; slump test | Capra F and others; Majlesi J and others, appraised | 2011, 2008 | J Manipulative Physiol Ther 34:231 (abstract); PMID 26255334; University of New England
Ref25 | Physical examination for lumbar radiculopathy due to disc herniation | van der Windt D and others | 2010 | Cochrane Database Syst Rev CD007431
Ref26 | Clustered clinical findings for the diagnosis of cervical spine myelopathy | Cook C and others | 2010 | J Man Manip Ther 18:175 (abstract); values of Gibson 2018 as tabulated by Elite Learning
Ref27 | Clinical classification criteria for neurogenic claudication; Does this older adult with lower extremity pain have lumbar spinal stenosis? | Genevay S and others; Suri P and others; Cook C and others | 2018, 2010, 2011 | Spine J 18:941 (abstract); JAMA Rational Clinical Examination; physiohub.io
Ref28 | What is the source of chronic low back pain and does age play a role? | DePalma M and others | 2011 | Pain Med (abstract)
Ref29 | Lumbar disc nomenclature: version 2.0 | Fardon D and others | 2014 | Spine J 14:2525; Radiopaedia, disc nomenclature
Ref30 | Grading of lumbar spinal stenosis (Lurie, Lee, Schizas) | Radiopaedia; Ko Y and others | 2020 | radiopaedia.org; ars-neurochirurgica.com; PLOS ONE
Ref31 | Grading of lumbar foraminal stenosis on magnetic resonance imaging | Lee S and others; Seo J, Lee J | 2010, 2023 | AJR (abstract); Korean J Radiol
Ref32 | Grading of endplates, discs and facet joints (Modic, Pfirrmann, Pathria, Weishaupt) | BMJ Best Practice; Maataoui A and others | 2014 | bestpractice.bmj.com, criteria; elearnrad.com; World J Radiol
Ref33 | Key muscles and key sensory points of the international standards for spinal cord injury | Chin L; American Spinal Injury Association | 2018, 2008 | Medscape; key sensory points of June 2008; EMSCI calculator
Ref34 | Lumbosacral and cervical radiculopathy: neurological features by root | Harrison's Principles of Internal Medicine; SUNY Upstate | 2015 | 19th edition; upstate.edu, nerve root and disc; seekhealthz, cervical table
Ref35 | Oswestry Disability Index | Fairbank J; Mapi Research Trust |  | mapi-trust.org; awellhealth.com
Ref36 | Neck Disability Index: scoring | Vernon H |  | chiro.org; form of the Workers' Compensation Board of Saskatchewan
Ref37 | PHQ and GAD-7: instruction manual and terms of use | Spitzer R, Williams J, Kroenke K and others |  | Copyright line as printed with the questionnaires
Ref38 | Development and initial validation of the PEG, a three-item scale of pain intensity and interference | Krebs E and others | 2009 | J Gen Intern Med 24:733
Ref39 | Screening for neuropathic pain: DN4, LANSS and painDETECT | Authors of the review; National Institute of Neurological Disorders and Stroke | 2017, 2020 | PMC7136290, table 3; PLOS ONE 2017; NINDS common data elements
Ref40 | STarT Back and STarT MSK: scoring and terms | Keele University | 2021 | startback.hfac.keele.ac.uk
Ref41 | Opioid Risk Tool; its revision for opioid use disorder | Webster L; Cheatle M and others | 2005, 2019 | Pain Med; cfp.ca; PMC6768552
Ref42 | PROMIS: scoring and terms of use | HealthMeasures |  | healthmeasures.net
Ref43 | Pain Catastrophizing Scale: user manual | Sullivan M |  | Manual (header); kandelscreen.com
Ref44 | Central Sensitization Inventory: severity levels | Neblett R and others | 2017 | Pain Pract
Ref45 | 2016 revisions to the 2010/2011 fibromyalgia diagnostic criteria | Wolfe F and others | 2016 | Semin Arthritis Rheum; bestpractice.bmj.com
Ref46 | Persistent spinal pain syndrome: a proposal for a new term | Christelis N and others; Petersen E and others | 2021 | Pain Med 22:807
Ref47 | Blood glucose and cortisol after epidural steroid injection | Even J and others; Moon H and others; Iranmanesh A and others | 2012, 2014, 2017 | Spine; Am J Phys Med Rehabil; Endocrine
Ref48 | Clinical decision support software: guidance | US Food and Drug Administration | 2022 | fda.gov, 28 September 2022
Ref49 | Consensus practice guidelines on interventions for lumbar facet joint pain | Cohen S and others | 2020 | Reg Anesth Pain Med 45:424 (abstract)
Ref50 | Collected figures on orthopaedic tests (sacroiliac tests, Waddell, Bragard) | Public repository |  | Secondary figures
Ref51 | Drug Safety Communication: rare but serious neurologic problems after epidural corticosteroid injections | US Food and Drug Administration | 2014 | fda.gov, 23 April 2014
Ref52 | Facet joint interventions: questions and answers (LCD L38803), with billing articles A57787 and A57826 | Noridian Healthcare Solutions | 2022 | noridianmedicare.com; summaries of verity.backworkai.com
Ref53 | Patient-centered medical home: criteria CC 04 and CC 08 | National Committee for Quality Assurance |  | ncqa.org, answers to questions
Ref54 | Oswestry Disability Index: form with an example of prorating | Public form |  | Two pages, examples of 16 of 50 and 16 of 45
Ref55 | Provider taxonomy 208VP0014X, Interventional Pain Medicine, and 208VP0000X, Pain Medicine | National Uniform Claim Committee |  | nucc.org
Ref56 | Holding anticoagulants for interventional pain procedures | Faubel C; study notes on the bleeding-risk tiers of SIS and IPSIS |  | thepainsource.com; shuhub.xyz
Ref57 | Medial branch blocks | Klessinger S | 2013 | Tech Orthop 28:18
`;

export const references: readonly Source[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [id = "", title = "", by = "", year = "", where = ""] = line.split("|").map((cell) => cell.trim());
    return { id, title, by, where, ...(year === "" ? {} : { year }) };
  });
