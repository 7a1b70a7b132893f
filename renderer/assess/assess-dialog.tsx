import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useAssess } from '../state/assess.ts';
import { usePicked } from '../state/picked.ts';
import { useTriage } from '../state/triage.ts';
import { LogText } from '../ui/log-text.tsx';
import { AssessForm } from './assess-form.tsx';
import { MachineReading } from './machine-reading.tsx';
import { Triage } from './triage.tsx';

/** A person's word on an event, a selection, a filter or a credential; or on one event after the other. */
export function AssessDialog(): ReactNode {
  const { target, label, close } = useAssess();
  const { filter, end } = useTriage();
  const done = (): void => {
    if (target?.kind === 'events') usePicked.getState().clear();
    close();
  };
  return (
    <>
      <Modal opened={target !== null} onClose={close} title="Assess" size={560}>
        {target && (
          <>
            <p>
              <b>
                <LogText text={label} />
              </b>
            </p>
            <MachineReading target={target} />
            <AssessForm target={target} onDone={done} onCancel={close} />
          </>
        )}
      </Modal>
      <Modal opened={filter !== null} onClose={end} title="Triage" size={920}>
        {filter && <Triage filter={filter} />}
      </Modal>
    </>
  );
}
