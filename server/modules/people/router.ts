import * as z from 'zod/mini';
import { permitted, router } from '#server/platform/trpc.ts';
import {
  ActAs,
  AddPerson,
  Done,
  EndMembership,
  EndSessions,
  GrantMembership,
  OpenSession,
  PersonRow,
  SetLanguage,
} from '#shared/modules/people/schema.ts';
import * as service from './service.ts';

const BodyRow = z.object({
  id: z.string(),
  kind: z.enum(['eci', 'ceo', 'sec']),
  nameEn: z.string(),
  nameHi: z.string(),
});

export const people = router({
  listSessions: permitted('ownAccount', 'read')
    .output(z.array(OpenSession))
    .query(({ ctx }) => service.listSessions(ctx)),
  endSessions: permitted('ownAccount', 'write')
    .input(EndSessions)
    .output(Done)
    .mutation(({ ctx, input }) => service.endSessions(ctx, input)),
  setLanguage: permitted('ownAccount', 'write')
    .input(SetLanguage)
    .output(Done)
    .mutation(({ ctx, input }) => service.setLanguage(ctx, input)),
  actAs: permitted('ownAccount', 'write')
    .input(ActAs)
    .output(Done)
    .mutation(({ ctx, input }) => service.actAs(ctx, input)),
  list: permitted('users', 'read')
    .output(z.array(PersonRow))
    .query(({ ctx }) => service.listPeople(ctx)),
  listBodies: permitted('users', 'manage')
    .output(z.array(BodyRow))
    .query(({ ctx }) => service.listBodies(ctx)),
  add: permitted('users', 'manage')
    .input(AddPerson)
    .output(Done)
    .mutation(({ ctx, input }) => service.addPerson(ctx, input)),
  grant: permitted('users', 'manage')
    .input(GrantMembership)
    .output(Done)
    .mutation(({ ctx, input }) => service.grantMembership(ctx, input)),
  end: permitted('users', 'manage')
    .input(EndMembership)
    .output(Done)
    .mutation(({ ctx, input }) => service.endMembership(ctx, input)),
});
