import { type ControlOperation, operation } from '../control/operation.ts'
import { faultBody } from './declaration.ts'
import type { Faults } from './faults.ts'

/** The faults under /units. */
export function faultOperations(faults: Faults): ControlOperation[] {
  return [
    operation({
      method: 'GET',
      path: '/faults',
      summary: 'List the faults in force',
      run: () => ({ total: faults.list().length, data: faults.list() }),
    }),
    operation({
      method: 'POST',
      path: '/faults',
      summary: 'Add a fault',
      description:
        'Whatever matches is answered so, and says it in the header X-Mock-Fault. Never /units itself.',
      body: faultBody,
      status: 201,
      run: ({ body }) => faults.add(body),
    }),
    operation({
      method: 'DELETE',
      path: '/faults',
      summary: 'Remove all faults',
      status: 204,
      run: () => faults.clear(),
    }),
    operation({
      method: 'DELETE',
      path: '/faults/:id',
      summary: 'Remove a fault',
      status: 204,
      run: ({ params }) => faults.remove(params.id ?? ''),
    }),
  ]
}
