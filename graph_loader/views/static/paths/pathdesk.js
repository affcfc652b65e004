// The form that seeks a path, furnished from the state, and what it changes.

import { byId } from "../dom.js";
import { pathForm } from "./pathform.js";

/** `change(patch)` changes the state, `closeChoices()` takes the drawer of a small screen away. */
export function createPathDesk(container, api, { change, closeChoices }) {
  const { model } = api;
  const onCanvas = [...model.nodes.values()].filter(({ drawn }) => drawn).map((node) => ({ node, weight: node.degree }));

  function from(id) {
    build([id, null]);
    container.open = true;
    byId("path-to").focus();
  }

  /** Lift what stands in the way of a path; the form then says so too. */
  function mend(patch) {
    change({ ...patch, route: 0, camera: null });
    build(api.state.path);
    byId("panel-title")?.focus({ preventScroll: true });
  }

  /** What a choice in the form changes: a family that is picked there is shown, whatever the filters had said. */
  function allow(patch) {
    const { hidden } = api.state;
    change({ ...patch, hidden: { ...hidden, family: hidden.family.filter((id) => !patch.pathFamilies?.includes(id)) }, route: 0 });
  }

  function build(ends) {
    const { directed, timed, everything, denied, pathFamilies } = api.state;
    pathForm(container, onCanvas, {
      ends: ends.map((id) => model.nodes.get(id)),
      allowed: { directed, timed, everything, denied },
      families: model.look.family,
      picked: pathFamilies,
      name: api.name,
      allow,
      find: (one, other) => {
        closeChoices();
        change({ path: [one, other], route: 0, selected: null, camera: null });
      },
      clear: () => {
        change({ path: null, route: 0, camera: null });
        build([]);
      },
    });
  }

  return { from, mend, build };
}
