// Every page beyond the first route, and what their loaders need, each in a file of its own that is fetched when opened.
// Apart from the route table, so that the first route carries none of their file names.

export const AccountPage = () => import('#client/modules/people/AccountPage.tsx');
export const ActionPage = () => import('#client/modules/actions/ActionPage.tsx');
export const ActionsPage = () => import('#client/modules/actions/ActionsPage.tsx');
export const AdminPage = () => import('#client/modules/people/AdminPage.tsx');
export const AuditPage = () => import('#client/modules/audit/AuditPage.tsx');
export const BulletinPage = () => import('#client/modules/bulletins/BulletinPage.tsx');
export const ConflictPage = () => import('#client/modules/radar/ConflictPage.tsx');
export const ConflictsPage = () => import('#client/modules/radar/ConflictsPage.tsx');
export const CalendarPage = () => import('#client/modules/calendar/CalendarPage.tsx');
export const DeskPage = () => import('#client/modules/submissions/DeskPage.tsx');
export const DistrictEntryPage = () => import('#client/modules/logistics-entry/DistrictEntryPage.tsx');
export const EntryPage = () => import('#client/modules/submissions/EntryPage.tsx');
export const ExercisePage = () => import('#client/modules/timelines/ExercisePage.tsx');
export const GapPage = () => import('#client/modules/roll-gap/GapPage.tsx');
export const ImportPage = () => import('#client/modules/exchange/ImportPage.tsx');
export const ExerciseReadinessPage = () => import('#client/modules/logistics/ExerciseReadinessPage.tsx');
export const LogisticsPage = () => import('#client/modules/logistics/LogisticsPage.tsx');
export const PositionsPage = () => import('#client/modules/logistics/PositionsPage.tsx');
export const FiguresPage = () => import('#client/modules/logistics/FiguresPage.tsx');
export const SettingsPage = () => import('#client/modules/logistics/SettingsPage.tsx');
export const LogisticsEntryPage = () => import('#client/modules/logistics-entry/LogisticsEntryPage.tsx');
export const LoginPage = () => import('#client/modules/people/LoginPage.tsx');
export const MemoPage = () => import('#client/modules/lending/MemoPage.tsx');
export const MetricPage = () => import('#client/modules/roll-health/MetricPage.tsx');
export const MetricsPage = () => import('#client/modules/roll-health/MetricsPage.tsx');
export const NationalReadiness = () => import('#client/modules/logistics/NationalReadiness.tsx');
export const NewExercisePage = () => import('#client/modules/timelines/NewExercisePage.tsx');
export const OutliersPage = () => import('#client/modules/rolls/OutliersPage.tsx');
export const PartsPage = () => import('#client/modules/rolls/PartsPage.tsx');
export const RequestPage = () => import('#client/modules/lending/RequestPage.tsx');
export const RequestsPage = () => import('#client/modules/lending/RequestsPage.tsx');
export const StatePage = () => import('#client/modules/states/StatePage.tsx');
export const StatesPage = () => import('#client/modules/states/StatesPage.tsx');
export const TimelinesPage = () => import('#client/modules/timelines/TimelinesPage.tsx');
export const TrendsPage = () => import('#client/modules/trends/TrendsPage.tsx');
export const UnitsPage = () => import('#client/modules/rolls/UnitsPage.tsx');
export const WhatIfPage = () => import('#client/modules/what-if/WhatIfPage.tsx');

export const bulletinsApi = () => import('#client/modules/bulletins/api.ts');
export const statesApi = () => import('#client/modules/states/api.ts');
export const submissionsApi = () => import('#client/modules/submissions/api.ts');
