// The procedure builders. Deny by default: every procedure names the permission it needs, or says it is for anyone
// signed in. There is no builder without one.

import { initTRPC, TRPCError } from '@trpc/server';
import type { Logger } from 'pino';
import { AppError, type ErrorCode, type ErrorDetail } from '#shared/kernel/errors.ts';
import { type Act, type Permission, type PermissionObject, reachOf } from '#shared/modules/people/permissions.ts';
import type { CommandContext } from './command.ts';
import { isOutage, outageView } from './outage.ts';
import { refuse } from './scope.ts';
import type { Session } from './session.ts';

export interface RequestContext extends CommandContext {
  log: Logger;
}

export interface SignedInContext extends RequestContext {
  session: Session;
}

interface Meta {
  /** Any one of these opens the procedure; the service proves the right over the record itself. */
  permissions: readonly Permission[];
}

const trpcCodes = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  invalid: 'BAD_REQUEST',
  stale: 'CONFLICT',
  blocked: 'PRECONDITION_FAILED',
  limited: 'TOO_MANY_REQUESTS',
} as const satisfies Record<ErrorCode, string>;

/** What a failed call carries to the client. */
export interface AppErrorView {
  code: ErrorCode | 'defect';
  message: string;
  details: readonly ErrorDetail[];
  reference?: string;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      return {
        ...shape,
        message: viewOf(error, ctx?.requestId).message,
        data: { code: shape.data.code, app: viewOf(error, ctx?.requestId) },
      };
    },
  });

function viewOf(error: TRPCError, requestId: string | undefined): AppErrorView {
  if (error.code === 'SERVICE_UNAVAILABLE') return outageView;
  if (error.cause instanceof AppError) {
    return { code: error.cause.code, message: error.cause.message, details: error.cause.details };
  }
  if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR') {
    return {
      code: 'invalid',
      message: 'The request is not in the form this call takes.',
      details: issuesOf(error.cause),
    };
  }
  if (error.code === 'NOT_FOUND') return { code: 'not_found', message: 'There is no such call.', details: [] };
  if (error.code === 'METHOD_NOT_SUPPORTED' || error.code === 'UNSUPPORTED_MEDIA_TYPE') {
    return { code: 'invalid', message: 'This call takes JSON by POST.', details: [] };
  }
  return {
    code: 'defect',
    message: `Something failed on our side. Quote ${requestId ?? 'the time'} when you report it.`,
    details: [],
    ...(requestId === undefined ? {} : { reference: requestId }),
  };
}

/** The paths at fault in a zod error, without the values. */
function issuesOf(cause: unknown): ErrorDetail[] {
  if (typeof cause !== 'object' || cause === null || !('issues' in cause) || !Array.isArray(cause.issues)) return [];
  return cause.issues.slice(0, 20).map((issue: { code?: string; path?: PropertyKey[] }) => ({
    reason: `input.${issue.code ?? 'invalid'}`,
    field: (issue.path ?? []).map(String).join('.'),
  }));
}

const asTrpcErrors = t.middleware(async ({ next, ctx, path, type }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof AppError) {
    ctx.log.info({ path, type, code: cause.code, requestId: ctx.requestId }, 'refused');
    throw new TRPCError({ code: trpcCodes[cause.code], cause });
  }
  if (isOutage(cause)) {
    ctx.log.warn({ path, type, requestId: ctx.requestId, error: String(cause) }, 'database unavailable');
    throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', cause });
  }
  if (result.error.code === 'INTERNAL_SERVER_ERROR') {
    ctx.log.error({ path, type, requestId: ctx.requestId, err: cause ?? result.error }, 'defect');
  }
  return result;
});

export const router = t.router;

/**
 * A procedure for people whose role has this right at all (somewhere), over the object or any of the objects. The
 * service proves it over the record itself.
 * @throws AppError `unauthenticated` or `forbidden` before the input is looked at.
 */
export function permitted(objects: PermissionObject | readonly PermissionObject[], act: Act) {
  const permissions: Permission[] = (typeof objects === 'string' ? [objects] : objects).map((object) => ({
    object,
    act,
  }));
  return t.procedure
    .meta({ permissions })
    .use(asTrpcErrors)
    .use(({ ctx, next }) => {
      const { session } = ctx;
      if (session === null)
        throw new AppError('unauthenticated', 'You are signed out. Sign in again; what you typed is kept.');
      if (!permissions.some((permission) => reachOf(session.capacity, permission) !== undefined)) throw refuse();
      return next({ ctx: { ...ctx, session } satisfies SignedInContext });
    });
}
