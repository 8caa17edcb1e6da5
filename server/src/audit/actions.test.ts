import { describe, expect, it } from 'vitest';
import { mutations } from '../../test/procedures.ts';
import { actions } from './actions.data.ts';

describe('the table of actions', () => {
  it('says of every mutation of the API how it stands in the audit log, or why it does not', () => {
    expect(Object.keys(actions).toSorted()).toEqual(mutations.toSorted());
  });

  it('says where each subject is found', () => {
    const unfound = Object.entries(actions).filter(([path, action]) => {
      if ('unaudited' in action) return action.unaudited === '';
      const { subject, id, made } = action;
      const isOfAccount = subject === null || ['alertSettings', 'auditSettings'].includes(subject);
      return isOfAccount ? id !== undefined || made !== undefined : (id === undefined) === (made === undefined) && path;
    });
    expect(unfound).toEqual([]);
  });
});
