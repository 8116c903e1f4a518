export const demoInstitution = {
  id: 'campus',
  name: { he: 'אוניברסיטת ההדגמה', en: 'Demo University', ar: 'جامعة العرض' },
} as const
