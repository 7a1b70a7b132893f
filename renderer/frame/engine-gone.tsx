import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { bridge } from '../bridge.ts';
import { useEngineState } from '../engine.ts';

/** Says that the engine ended, and starts it again. */
export function EngineGone(): ReactNode {
  const gone = useEngineState((state) => state.state === 'gone');
  return (
    <Modal opened={gone} onClose={() => undefined} withCloseButton={false} title="The engine has ended" closeOnEscape={false} closeOnClickOutside={false}>
      <p className="soft">What was under way stopped. Nothing that was saved is lost: every act is written to the case before it is shown.</p>
      <Button variant="filled" mt="md" data-autofocus onClick={() => void bridge.restartEngine()}>
        Start it again
      </Button>
    </Modal>
  );
}
